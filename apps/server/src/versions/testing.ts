import { openapiDocument } from "@wth/contract";
import { isRecord } from "../http/document.ts";
import { setApiVersion } from "../integration/api-version.ts";
import type { TestDealer } from "../test/dealer.ts";
import type { TestServer } from "../test/server.ts";
import { ApiVersions, type OlderDocument } from "./api-versions.ts";
import { inField, newRequiredField, renamedField, renamedValue } from "./edits.ts";
import type { VersionChange } from "./version-change.ts";

/*
 * Two versions that never were, before the one that is shipped: handlers are written for the newest version, so it is
 * older ones that tests make up. Between them and the newest lie all kinds of breaking change.
 */

/** The oldest, the one after it, and the one that is shipped. */
export const OLDEST = "2026-01-15";
export const MIDDLE = "2026-03-20";
export const NEWEST = openapiDocument.info.version;

const openIsPending = renamedValue("open", "pending");
const previousStatus = inField("data", inField("previous_attributes", inField("status", openIsPending)));

/** What has changed since. */
export const changes: readonly VersionChange[] = [
  {
    version: MIDDLE,
    description: "A buyer's `full_name` is called `name`.",
    schemas: {
      OrderBuyer: [renamedField("full_name", "name")],
      OrderBuyerInput: [renamedField("full_name", "name")],
    },
  },
  {
    version: MIDDLE,
    description: "A client's `newsletter` is called `accepts_marketing`.",
    schemas: {
      Customer: [renamedField("newsletter", "accepts_marketing")],
      CustomerUpsert: [renamedField("newsletter", "accepts_marketing")],
    },
  },
  {
    version: NEWEST,
    description: "An order's `reference` is called `external_id`, also where orders are listed by it.",
    schemas: {
      Order: [renamedField("reference", "external_id")],
      OrderCreate: [renamedField("reference", "external_id")],
    },
    queries: { listOrders: [renamedField("reference", "external_id")] },
  },
  {
    version: NEWEST,
    description: "The status `open` of an order is called `pending`.",
    schemas: {
      OrderStatus: [openIsPending],
      OrderCancelledEvent: [previousStatus],
      OrderFulfilledEvent: [previousStatus],
    },
  },
  {
    version: NEWEST,
    description: "An order needs its `currency`, which was USD when it was left out.",
    schemas: { OrderCreate: [newRequiredField("currency", "USD")] },
  },
];

/** An object of a document that is being changed. */
type Json = Record<string, unknown>;

/** A document, and the ways to its parts. */
class Draft {
  readonly document: Json;

  constructor(document: object) {
    this.document = { ...structuredClone(document) };
  }

  at(...keys: readonly string[]): Json {
    let current: unknown = this.document;
    for (const key of keys) current = isRecord(current) ? current[key] : undefined;
    if (!isRecord(current)) throw new Error(`The document has no ${keys.join(" → ")}.`);
    return current;
  }

  schema(name: string): Json {
    return this.at("components", "schemas", name);
  }

  list(owner: Json, key: string): unknown[] {
    const list = owner[key];
    if (!Array.isArray(list)) throw new Error(`There is no list under ${key}.`);
    return list;
  }

  renameField(schema: string, from: string, to: string): void {
    const properties = this.at("components", "schemas", schema, "properties");
    properties[to] = properties[from];
    delete properties[from];
    const required = this.schema(schema).required;
    if (Array.isArray(required))
      this.schema(schema).required = required.map((name) => (name === from ? to : name));
  }
}

function middleDocument(): object {
  const draft = new Draft(openapiDocument);
  draft.at("info").version = MIDDLE;
  draft.renameField("Order", "external_id", "reference");
  draft.renameField("OrderCreate", "external_id", "reference");
  draft.schema("OrderCreate").required = ["reference", "total_amount", "buyer", "line_items"];
  draft.schema("OrderStatus").enum = ["open", "fulfilled", "cancelled"];
  const data = ["properties", "data", "properties", "previous_attributes", "properties", "status"];
  draft.at("components", "schemas", "OrderCancelledEvent", ...data).enum = ["open", "fulfilled"];
  draft.at("components", "schemas", "OrderFulfilledEvent", ...data).const = "open";
  const listOrders = draft.at("paths", "/orders", "get");
  listOrders.parameters = draft
    .list(listOrders, "parameters")
    .map((parameter) =>
      isRecord(parameter) && parameter.$ref === "#/components/parameters/FilterExternalId"
        ? { name: "reference", in: "query", schema: { type: "string", minLength: 1, maxLength: 255 } }
        : parameter,
    );
  for (const type of ["order.received", "order.fulfilled", "order.cancelled"] as const) {
    const example = draft.at(
      "webhooks",
      type,
      "post",
      "requestBody",
      "content",
      "application/json",
      "example",
    );
    const order = example.data;
    if (isRecord(order)) example.data = olderSample(order);
  }
  leaveOutWhatCameLater(draft);
  return draft.document;
}

function olderSample({ object, previous_attributes }: Json): Json {
  const { external_id, status, ...rest } = isRecord(object) ? object : {};
  const older = { ...rest, reference: external_id, status: status === "pending" ? "open" : status };
  return {
    object: older,
    ...(previous_attributes === undefined ? {} : { previous_attributes: { status: "open" } }),
  };
}

/** What was added without breaking anybody, after this version was frozen. */
function leaveOutWhatCameLater(draft: Draft): void {
  delete draft.at("components", "schemas", "CustomerUpsert", "properties").metadata;
  delete draft.at("paths")["/events/{id}/replay"];
  delete draft.at("paths", "/orders/{id}/cancel", "post", "responses")["409"];
  delete draft.at("webhooks")["listing.in_stock"];
  for (const [name, value] of [
    ["ErrorCode", "order_not_cancellable"],
    ["EventType", "listing.in_stock"],
  ] as const) {
    draft.schema(name).enum = draft.list(draft.schema(name), "enum").filter((each) => each !== value);
  }
  const listOrders = draft.at("paths", "/orders", "get");
  listOrders.parameters = draft
    .list(listOrders, "parameters")
    .filter((each) => !isRecord(each) || each.$ref !== "#/components/parameters/UpdatedAfter");
}

function oldestDocument(middle: object): object {
  const draft = new Draft(middle);
  draft.at("info").version = OLDEST;
  draft.renameField("OrderBuyer", "name", "full_name");
  draft.renameField("OrderBuyerInput", "name", "full_name");
  draft.renameField("Customer", "accepts_marketing", "newsletter");
  draft.renameField("CustomerUpsert", "accepts_marketing", "newsletter");
  return draft.document;
}

const middle = middleDocument();

/** The frozen documents of the two. */
export const olderDocuments: readonly OlderDocument[] = [
  { version: OLDEST, document: oldestDocument(middle) },
  { version: MIDDLE, document: middle },
];

/** All three. */
export const threeVersions = new ApiVersions(olderDocuments, changes);

/** Pins a dealer's integration to a version. */
export async function pin({ database }: TestServer, dealer: TestDealer, date: string): Promise<void> {
  await database.prismaTransaction((tx) => setApiVersion(tx, threeVersions, dealer.integrationId, date));
}
