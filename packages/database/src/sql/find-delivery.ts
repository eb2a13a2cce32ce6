import { statement } from "../statement.ts";

/**
 * In which mode a delivery of an integration was made, for who knows only its id; or nothing: there is none.
 *
 * `$1` delivery · `$2` integration.
 */
export const findDeliveryMode = statement<
  readonly [id: string, integrationId: string],
  { livemode: boolean }
>(
  "find_delivery_mode",
  "SELECT livemode FROM webhook_deliveries WHERE id = $1::uuid AND integration_id = $2::uuid",
);
