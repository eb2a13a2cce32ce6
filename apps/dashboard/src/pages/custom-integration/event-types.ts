import { api, type Schemas } from "../../api/client.ts";

/** An event type with its description, its fields and an example. */
export type EventTypeDescription = Schemas["EventTypeDescription"];

/** The catalogue of events: it changes with a release only. */
export function useEventTypes() {
  return api.useQuery("get", "/event_types", undefined, { staleTime: Number.POSITIVE_INFINITY });
}
