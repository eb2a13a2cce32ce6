import { type DashboardComponents, type EventType, eventTypes } from "@wth/contract";
import type { Contract } from "../http/contract.ts";
import { childOf, isRecord, type Place } from "../http/document.ts";
import type { DashboardHandlers } from "./handlers.ts";

type Schemas = DashboardComponents["schemas"];

/** Where an operation has the body that it sends. */
const CONTENT = ["requestBody", "content", "application/json"] as const;

/** `/event_types`: the catalogue of events, as the contract of the dealer's pinned version has it. */
export function eventTypeHandlers(): DashboardHandlers {
  return {
    listEventTypes: async (_request, { apiVersion: { contract } }) => ({
      status: 200,
      // An older version has the types of its time.
      body: { object: "list", data: eventTypes.flatMap((type) => describe(contract, type)) },
    }),
  };
}

function describe(contract: Contract, type: EventType): Schemas["EventTypeDescription"][] {
  const operation = contract.placeAt("webhooks", type, "post");
  const content = contract.placeAt("webhooks", type, "post", ...CONTENT);
  const data = contract.placeAt("webhooks", type, "post", ...CONTENT, "schema", "properties", "data");
  const example = content?.value.example;
  if (operation === null || data === null || !isRecord(example)) return [];
  const description = String(operation.value.description).trim();
  const fields = fieldsOf(contract, data, "");
  return [{ object: "event_type", type, description, fields, example }];
}

/** What a schema's objects can hold, each with its path, the fields of objects and lists within them right below. */
function fieldsOf({ document }: Contract, schema: Place, prefix: string): Schemas["EventField"][] {
  const walk = (place: Place, path: string): Schemas["EventField"][] => {
    const required = Array.isArray(place.value.required) ? place.value.required : [];
    const properties = childOf(document, place, "properties");
    return Object.keys(properties?.value ?? {}).flatMap((name) => {
      const child = properties === null ? null : childOf(document, properties, name);
      if (properties === null || child === null) return [];
      const at = `${path}${name}`;
      // Beside a reference stands what is said of this field, and not of all that have its schema.
      const own = isRecord(properties.value[name]) ? properties.value[name].description : undefined;
      const text = own ?? child.value.description;
      const field = {
        path: at,
        type: typeOf(child.value),
        is_required: required.includes(name),
        description: typeof text === "string" ? withoutTables(text) : "",
      };
      const items = childOf(document, child, "items");
      return [field, ...walk(child, `${at}.`), ...(items === null ? [] : walk(items, `${at}[].`))];
    });
  };
  return walk(schema, prefix);
}

/** Markdown's tables are for the documentation: in a line of a table they cannot be read, and what they list is the type. */
function withoutTables(text: string): string {
  const lines = text.split("\n").filter((line) => !line.startsWith("|"));
  return lines.join("\n").trim();
}

function typeOf(schema: Place["value"]): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(" or ");
  return [schema.type ?? "any"].flat().join(" or ");
}
