import type { JsonObject } from "../json.ts";

/** What a request of the collection does beyond what follows from its method and path. */
export interface Exception {
  /** Fields of the example body that are different in each run. */
  readonly body?: Readonly<JsonObject>;
  /** Further variables to save: name → expression over `body`, the answer. */
  readonly saves?: Readonly<Record<string, string>>;
  /** When the dealer's state decides about the answer: an expression that gives the statuses that are right. */
  readonly expected?: string;
  /** The code of the refusal that is then right. */
  readonly refusal?: string;
}

const needsWebhook: Exception = {
  expected: `pm.collectionVariables.get("webhookUrl") ? [202] : [409]`,
  refusal: "webhook_not_configured",
};

/** By operation id. Everything else follows from method, path and schemas. */
export const exceptions: Readonly<Record<string, Exception>> = {
  getMe: { saves: { webhookUrl: "body.webhook.url" } },
  // An external_id is taken by the first order that has it.
  createOrder: { body: { external_id: "shop-{{$guid}}" } },
  sendWebhookPing: needsWebhook,
  sendTestEvent: needsWebhook,
  replayEvent: needsWebhook,
  getWebhookDelivery: { saves: { deliveryStatus: "body.status" } },
  retryWebhookDelivery: {
    // What has not been settled may be by now.
    expected: `({ dead_letter: [202], pending: [202, 409], failed: [202, 409] })[pm.collectionVariables.get("deliveryStatus")] || [409]`,
    refusal: "delivery_not_retryable",
  },
};

/** Folders that run before another, because they make what it shows. */
export const earlier: Readonly<Record<string, string>> = { Test: "Events" };

/**
 * The variable that carries an object's id from the request that makes or lists it to those that need it: of
 * `/partner/webhooks/{id}`, `partnerWebhookId`.
 *
 * @param path up to the id, or a longer one.
 */
export function idVariable(path: string): string {
  const [collection = ""] = path.split("/{");
  const words = collection.split(/[/_]/).filter((word) => word !== "");
  const last = words.pop() ?? "";
  const singular = last.replace(/ies$/, "y").replace(/s$/, "");
  const [first = "", ...others] = [...words, singular, "id"];
  return first + others.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}
