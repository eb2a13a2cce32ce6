import { isRecord } from "@wth/server/http/document.ts";
import { schemaValidator } from "@wth/server/http/validate.ts";
import type { Block } from "./blocks.ts";

/** Schemas of what says itself what it is, by its `object`. */
const byObject: Readonly<Record<string, string>> = {
  event: "Event",
  order: "Order",
  listing: "Listing",
  customer: "Customer",
  integration: "Integration",
};

/** The schema of the contract that a JSON block is an instance of, if its metadata or the value says so. */
export function schemaOf({ meta }: Block, value: unknown): string | undefined {
  if (typeof meta.schema === "string") return meta.schema;
  if (!isRecord(value)) return undefined;
  if (isRecord(value.error)) return "Error";
  const { object } = value;
  if (object === "webhook_delivery") return "delivery_id" in value ? "TestDelivery" : "WebhookDelivery";
  // Events refer to a listing by these two alone.
  if (Object.keys(value).length <= 2) return undefined;
  return typeof object === "string" && Object.hasOwn(byObject, object) ? byObject[object] : undefined;
}

/**
 * Parses a JSON block and compares it with its schema.
 *
 * @throws {Error} that says what is wrong with it.
 */
export function checkJson(block: Block): void {
  const value: unknown = JSON.parse(block.code);
  const schema = schemaOf(block, value);
  if (schema !== undefined) schemaValidator(schema)(value);
}
