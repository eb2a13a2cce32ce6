import type { DashboardComponents } from "@wth/contract";
import { type Database, type DeliveryExchange, getDelivery, getDeliveryExchange, run } from "@wth/database";
import { serializeDelivery } from "../deliveries/serialize.ts";
import type { EndpointSecrets } from "../delivery/endpoint-secrets.ts";
import { type Dispatch, requestHeaders } from "../delivery/send.ts";
import { formatEventId } from "../events/event-id.ts";
import { ApiError, notFound } from "../http/errors.ts";

type Schemas = DashboardComponents["schemas"];

/** What stands for a signature, which is made for an attempt and kept nowhere. */
const NOT_KEPT = "(not kept)";
const SIGNATURES: Readonly<Record<string, (timestamp: number) => string>> = {
  "x-wth-signature": (timestamp) => `t=${timestamp},v1=${NOT_KEPT}`,
  "wth-signature": (timestamp) => `t=${timestamp},v1=${NOT_KEPT}`,
  "webhook-signature": () => `v1,${NOT_KEPT}`,
};

/**
 * What was exchanged for a delivery of an integration.
 *
 * @throws {ApiError} `resource_not_found`.
 */
export async function readExchange(
  database: Database,
  id: string,
  integrationId: string,
): Promise<DeliveryExchange> {
  const [exchange] = await run(database.logPool, getDeliveryExchange, [id, integrationId]);
  if (exchange === undefined) throw notFound();
  return exchange;
}

/**
 * A delivery with all that is known of it, in whichever mode it was made.
 *
 * @throws {ApiError} `resource_not_found`.
 */
export async function readDeliveryDetail(
  database: Database,
  id: string,
  integrationId: string,
): Promise<Schemas["DeliveryDetail"]> {
  const exchange = await readExchange(database, id, integrationId);
  const [row] = await run(database.logPool, getDelivery, [id, integrationId, exchange.livemode]);
  if (row === undefined) throw notFound();
  const { attempts, ...delivery } = serializeDelivery(row);
  return {
    ...delivery,
    request_body: exchange.payload,
    attempts: attempts.map((attempt, index) => {
      const timestamp = Math.floor(Date.parse(attempt.attempted_at) / 1000);
      const dispatch = { ...dispatchOf(delivery, exchange), attempt: attempt.number, secrets: [] };
      return {
        ...attempt,
        request_headers: Object.entries(requestHeaders(dispatch, timestamp)).map(([name, value]) => ({
          name,
          value: SIGNATURES[name]?.(timestamp) ?? value,
        })),
        response_headers: exchange.response_headers[index] ?? "",
      };
    }),
  };
}

/**
 * The headers with which the next attempt of a delivery would be sent now.
 *
 * @throws {ApiError} `resource_not_found`; `webhook_not_configured` when there is no secret.
 */
export async function signAnew(
  { database, secrets }: { database: Database; secrets: EndpointSecrets },
  id: string,
  integrationId: string,
): Promise<Schemas["SignedHeaders"]> {
  const exchange = await readExchange(database, id, integrationId);
  const { endpoint_id, secret, previous_secret } = exchange;
  const [row] = await run(database.logPool, getDelivery, [id, integrationId, exchange.livemode]);
  if (row === undefined) throw notFound();
  if (secret === null) throw new ApiError("webhook_not_configured");
  const opened = secrets.open({ endpoint_id, secret, previous_secret });
  if (opened === null)
    throw new ApiError("internal_error", { cause: "The signing secret cannot be opened." });
  const dispatch = { ...dispatchOf(row, exchange), attempt: row.attempts.length + 1, secrets: opened };
  const headers = requestHeaders(dispatch, Math.floor(Date.now() / 1000));
  return {
    object: "signed_headers",
    headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
  };
}

function dispatchOf(
  { id, event_type, endpoint_url }: { id: string; event_type: string; endpoint_url: string },
  { event_id, payload }: DeliveryExchange,
): Omit<Dispatch, "attempt" | "secrets"> {
  return {
    deliveryId: id,
    eventId: formatEventId(event_id),
    eventType: event_type,
    url: endpoint_url,
    payload: payload ?? "",
  };
}
