import { isObject, type JsonObject, objectAt, stringAt } from "./json.ts";
import { header, literal } from "./render.ts";

/** The event types in the order of the document's `webhooks`. */
export function eventTypesOf(document: JsonObject): string[] {
  return Object.keys(objectAt(document, "webhooks"));
}

/**
 * The name of the schema component of a webhook's body.
 * @throws Error if the body is not a reference to a component.
 */
export function eventSchemaName(document: JsonObject, type: string): string {
  const body = objectAt(document, "webhooks", type, "post", "requestBody", "content", "application/json");
  const schema = isObject(body.schema) ? body.schema : {};
  return stringAt(schema, "$ref", `webhooks → ${type}`).replace("#/components/schemas/", "");
}

/** The module `events.ts`: the event types and the union of events, discriminated by `type`. */
export function emitEvents(document: JsonObject): string {
  const types = eventTypesOf(document);
  const members = types.map(
    (type) => `  ${JSON.stringify(type)}: components["schemas"]["${eventSchemaName(document, type)}"];`,
  );
  return `${header("the webhooks of spec/openapi.yaml")}
import type { components } from "./openapi.ts";

/** Every event type, in the order of the catalogue. */
export const eventTypes = ${literal(types)} as const;

/** The type of an event. */
export type EventType = (typeof eventTypes)[number];

/** Event type → the event as it is sent. */
export interface WebhookEventByType {
${members.join("\n")}
}

/** An event as it is sent; a \`switch\` on \`type\` narrows \`data\`. */
export type WebhookEvent = WebhookEventByType[EventType];

/** The event of one type. */
export type WebhookEventOf<T extends EventType> = WebhookEventByType[T];
`;
}
