import { statement } from "../statement.ts";
import { deliverAndQueue } from "./deliver-and-queue.ts";

/** SQL of the webhooks whose keys cover a dealer: those of its branch's partners, and those of its own personal keys. */
const webhooksFor = (dealer: string) => `
  SELECT w.id, w.url, w.subscribed_events
  FROM users u
  JOIN partners p ON p.branch_id = u.branch_id
  JOIN partner_keys k ON k.partner_id = p.id AND k.type = 'branch' AND k.revoked_at IS NULL
  JOIN webhook_endpoints w ON w.partner_key_id = k.id AND w.deleted_at IS NULL
  WHERE u.id = ${dealer}
  UNION ALL
  SELECT w.id, w.url, w.subscribed_events
  FROM partner_keys k
  JOIN webhook_endpoints w ON w.partner_key_id = k.id AND w.deleted_at IS NULL
  WHERE k.user_id = ${dealer} AND k.revoked_at IS NULL`;

/** SQL of those webhooks of `wanted` that are held. As with {@link heldEndpoints}, what is found held stays so until the commit. */
const heldWebhooks = `(
  SELECT held.id
  FROM webhook_endpoints held
  WHERE held.id = ANY (ARRAY(SELECT endpoint_id FROM wanted)) AND held.disabled_at IS NOT NULL
  ORDER BY held.id
  FOR KEY SHARE OF held
)`;
const deliverToPartners = deliverAndQueue({
  integration: "NULL",
  livemode: "$5::boolean",
  held: heldWebhooks,
});

/**
 * The partners' half of a change's outbox: one event for all partners that want it, a delivery of it for each of their
 * webhooks, and what is to be sent into the queue.
 *
 * Guarantees: all or nothing, with whatever else the surrounding transaction does (it runs inside the one that makes the
 * change, beside {@link insertEvents}); the fan-out sees the webhooks, and the dealer's branch, as they are at this moment;
 * nothing is written when no webhook wants the event. For a webhook that is held the delivery waits, due at `infinity`;
 * what is found held stays so until the commit, as with {@link heldEndpoints}, so that whoever ends the hold misses none.
 *
 * `$1` event ids, of version 7 · `$2` dealer · `$3` their types · `$4` API version · `$5` livemode · `$6` their payloads,
 * exactly as they will be signed.
 */
export const insertPartnerEvents = statement<
  readonly [
    ids: readonly string[],
    userId: string,
    types: readonly string[],
    apiVersion: string,
    livemode: boolean,
    payloads: readonly string[],
  ],
  Record<never, never>
>(
  "insert_partner_events",
  `
WITH webhook AS MATERIALIZED (${webhooksFor("$2::uuid")}
), wanted AS MATERIALIZED (
  SELECT uuidv7() AS id, e.id AS event_id, e.type, w.id AS endpoint_id, w.url
  FROM unnest($1::uuid[], $3::text[]) AS e (id, type)
  JOIN webhook w ON e.type = ANY (w.subscribed_events)
), event AS (
  INSERT INTO events (id, integration_id, type, api_version, livemode, payload)
  SELECT id, NULL, type, $4::text, $5::boolean, payload
  FROM unnest($1::uuid[], $3::text[], $6::text[]) AS e (id, type, payload)
  WHERE id IN (SELECT event_id FROM wanted)
), ${deliverToPartners}
SELECT
`,
);

/**
 * Records an event for one webhook alone, whatever it is subscribed to, with its delivery. The webhook is locked.
 *
 * `$1` event id · `$2` webhook · `$3` type · `$4` API version · `$5` livemode · `$6` payload.
 */
export const insertPartnerTestEvent = statement<
  readonly [
    id: string,
    endpointId: string,
    type: string,
    apiVersion: string,
    livemode: boolean,
    payload: string,
  ],
  { delivery_id: string }
>(
  "insert_partner_test_event",
  `
WITH wanted AS MATERIALIZED (
  SELECT uuidv7() AS id, $1::uuid AS event_id, $3::text AS type, w.id AS endpoint_id, w.url
  FROM webhook_endpoints w
  WHERE w.id = $2::uuid
), event AS (
  INSERT INTO events (id, integration_id, type, api_version, livemode, payload)
  VALUES ($1::uuid, NULL, $3::text, $4::text, $5::boolean, $6::text)
), ${deliverToPartners}
SELECT id::text AS delivery_id FROM delivery
`,
);
