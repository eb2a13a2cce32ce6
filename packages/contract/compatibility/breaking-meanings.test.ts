import { describe, expect, it } from "vitest";
import { objectAt } from "../codegen/json.ts";
import { type Edit, judge, listAt, replaceItem, set } from "./testing.ts";

/** A change, and how the line that reports it begins. */
type Case = readonly [change: string, edit: Edit, line: string];

const changingTheMeaning: Case[] = [
  [
    "of a status",
    (spec) => set(spec.schema("OrderStatus"), "x-semantics", "order-status/2"),
    "OrderStatus is `order-status/2` and no longer `order-status/1`",
  ],
  [
    "of an amount",
    (spec) => set(spec.schema("Amount"), "x-semantics", "decimal-units/1"),
    "Amount is `decimal-units/1`",
  ],
  [
    "without saying which",
    (spec) => delete spec.schema("IsTest")["x-semantics"],
    "IsTest is no longer `test-and-live-apart/1`",
  ],
  [
    "of an operation",
    (spec) => set(spec.operation("post", "/customers"), "x-semantics", "match-email/1"),
    "POST /customers is `match-email/1`",
  ],
  [
    "of a parameter",
    (spec) => set(spec.at("components", "parameters", "UpdatedAfter"), "x-semantics", "inclusive/1"),
    "?updated_after of GET /listings is `inclusive/1`",
  ],
  [
    "of an event",
    (spec) => set(spec.at("webhooks", "order.cancelled", "post"), "x-semantics", "by-the-dealer/1"),
    "event order.cancelled is `by-the-dealer/1`",
  ],
  [
    "of a receiver's answer",
    (spec) => set(spec.at("components", "responses", "WebhookGone"), "x-semantics", "ignored/1"),
    "the answer 410 to event listing.published is `ignored/1`",
  ],
  [
    "by taking an answer's meaning away",
    (spec) => delete spec.at("webhooks", "listing.sold", "post", "responses")["410"],
    "the answer 410 to event listing.sold has no meaning any more",
  ],
  [
    "of a value by its replacement",
    (spec) => replaceItem(listAt(spec.field("CustomerBulkSuccess", "status"), "enum"), "matched", "updated"),
    "CustomerBulkSuccess.status is never `matched` any more",
  ],
  [
    "of leaving a parameter out",
    (spec) => {
      objectAt(spec.at("components", "parameters", "Limit"), "schema").default = 50;
    },
    "?limit of GET /listings had the default `20` and now has `50`",
  ],
  [
    "of an error code, by its status",
    (spec) => {
      objectAt(spec.schema("ErrorCode"), "x-errors", "order_not_cancellable").status = 400;
    },
    "error code order_not_cancellable has the status 400 and no longer 409",
  ],
  [
    "of an error code, by its type",
    (spec) => {
      objectAt(spec.schema("ErrorCode"), "x-errors", "plan_required").type = "conflict_error";
    },
    "error code plan_required has the type conflict_error",
  ],
];

const changingSigningOrHeaders: Case[] = [
  [
    "the algorithm",
    (spec) => set(spec.at("components", "parameters", "WthSignature"), "x-semantics", "ed25519/1"),
    "header X-WTH-Signature of event listing.published is `ed25519/1`",
  ],
  [
    "the Standard Webhooks signature",
    (spec) => set(spec.at("components", "parameters", "StandardWebhookSignature"), "x-semantics", "v1a/1"),
    "header webhook-signature of event listing.published is `v1a/1`",
  ],
  [
    "the form of the signature",
    (spec) => {
      objectAt(spec.at("components", "parameters", "WthSignature"), "schema").pattern = "^v2=[0-9a-f]{64}$";
    },
    "header X-WTH-Signature of event listing.published has the pattern `^v2=",
  ],
  [
    "the form of a response header",
    (spec) => {
      objectAt(spec.schema("RequestId")).pattern = "^[0-9a-f-]{36}$";
    },
    "RequestId has the pattern",
  ],
  [
    "the type of a response header",
    (spec) => {
      objectAt(spec.at("components", "headers", "RateLimitReset"), "schema").type = "string";
    },
    "header X-RateLimit-Reset of GET /me 200 is string and no longer integer",
  ],
  [
    "a header that was always there",
    (spec) => delete spec.at("components", "headers", "RateLimitRemaining").required,
    "header X-RateLimit-Remaining of GET /me 200 can be absent now",
  ],
  [
    "what a header counts",
    (spec) => set(spec.at("components", "headers", "RateLimitLimit"), "x-semantics", "fixed-minutes/1"),
    "header X-RateLimit-Limit of GET /me 200 is `fixed-minutes/1`",
  ],
  [
    "the form of the key",
    (spec) => set(spec.at("components", "securitySchemes", "apiKey"), "x-semantics", "basic/1"),
    "authentication apiKey is `basic/1`",
  ],
];

const changingPagination: Case[] = [
  [
    "the inside of the cursor",
    (spec) => set(spec.schema("NextCursor"), "x-semantics", "cursor-offset/1"),
    "NextCursor is `cursor-offset/1`",
  ],
  [
    "the cursor that is taken",
    (spec) => set(spec.at("components", "parameters", "After"), "x-semantics", "cursor-offset/1"),
    "?after of GET /listings is `cursor-offset/1`",
  ],
  [
    "the order",
    (spec) => set(spec.operation("get", "/orders"), "x-semantics", "oldest-first/1"),
    "GET /orders is `oldest-first/1`",
  ],
  [
    "the envelope",
    (spec) => delete spec.at("components", "schemas", "OrderList", "properties").has_more,
    "OrderList.has_more was removed",
  ],
  [
    "the type of the cursor",
    (spec) => set(spec.schema("NextCursor"), "type", ["integer", "null"]),
    "NextCursor is integer or null and no longer string or null",
  ],
];

describe.each([
  ["Changing the meaning of a field", changingTheMeaning],
  ["Changing the algorithm of webhook signing or any header format", changingSigningOrHeaders],
  ["Changing the cursor format or pagination semantics", changingPagination],
])("%s is breaking:", (_bullet, cases) => {
  it.each(cases)("%s", (_change, edit, line) => {
    expect(judge(edit)).toContainEqual(expect.stringContaining(line));
  });
});
