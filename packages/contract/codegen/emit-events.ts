import { isObject, type JsonObject, objectAt, stringAt } from "./json.ts";
import { header, literal } from "./render.ts";

/** What the names of partners' events begin with in the document's `webhooks`: some are called like those of dealers. */
const PARTNER = "partner.";

/** The event types in the order of the document's `webhooks`. */
export function eventTypesOf(document: JsonObject): string[] {
  return Object.keys(objectAt(document, "webhooks")).filter((name) => !name.startsWith(PARTNER));
}

/** The events of the Partner API in the order of the document's `webhooks`, each by what it is called there. */
export function partnerEventsOf(document: JsonObject): Map<string, string> {
  const names = Object.keys(objectAt(document, "webhooks")).filter((name) => name.startsWith(PARTNER));
  return new Map(names.map((name) => [name, name.slice(PARTNER.length)]));
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
  const ofPartners = partnerEventsOf(document);
  const partnerMembers = [...ofPartners].map(
    ([name, type]) =>
      `  ${JSON.stringify(type)}: components["schemas"]["${eventSchemaName(document, name)}"];`,
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

/** Every event of the Partner API, in the order of the catalogue. */
export const partnerEventTypes = ${literal([...ofPartners.values()])} as const;

/** What an event of the Partner API is called. */
export type PartnerEventType = (typeof partnerEventTypes)[number];

/** What it is called → the event as it is sent to partners. */
export interface PartnerEventByType {
${partnerMembers.join("\n")}
}

/** An event as it is sent to partners; a \`switch\` on \`event\` narrows \`data\`. */
export type PartnerEvent = PartnerEventByType[PartnerEventType];

/** The event of the Partner API of one name. */
export type PartnerEventOf<T extends PartnerEventType> = PartnerEventByType[T];
`;
}
