import type { components } from "@wth/contract";

/** The state of a delivery, as the contract names it. */
export type DeliveryState = components["schemas"]["WebhookDeliveryStatus"];

/**
 * The state machine of a delivery: what happens to it, and where that leads from each state in which it can happen.
 * What is not here does not happen. A delivery that is `new` is about to be recorded; the others say what they mean in
 * spec/schemas/WebhookDeliveryStatus.yaml.
 *
 * It is enforced three times over: by the types below, by a trigger of the database (`webhook_deliveries_transition`),
 * and by tests that hold the trigger, every statement that writes a delivery, and the diagram in ARCHITECTURE.md to it.
 */
export const TRANSITIONS = {
  // It comes into the log.
  recorded: { new: "pending" },
  recorded_as_echo: { new: "suppressed" },
  replayed: { new: "pending" },
  // Its endpoint is switched off, and on again: it keeps its state, and waits.
  held: { pending: "pending", failed: "failed" },
  resumed: { pending: "pending", failed: "failed" },
  // An attempt ends.
  acknowledged: { pending: "delivered", failed: "delivered" },
  attempt_failed: { pending: "failed", failed: "failed" },
  last_attempt_failed: { pending: "dead_letter", failed: "dead_letter" },
  gone: { pending: "dead_letter", failed: "dead_letter" },
  // Somebody asks for one more attempt: of this delivery, or of all that failed since a time.
  retried: { failed: "pending", dead_letter: "pending" },
  recovered: { failed: "pending", dead_letter: "pending" },
  // It is called off: by somebody, or because its time in the log is over and it still waits.
  cancelled: { pending: "cancelled", failed: "cancelled" },
  expired: { pending: "cancelled", failed: "cancelled" },
} as const satisfies Readonly<
  Record<string, Readonly<Partial<Record<DeliveryState | "new", DeliveryState>>>>
>;

type Table = typeof TRANSITIONS;

/** Something that can happen to a delivery. */
export type Happening = keyof Table;

/** The states in which it can happen. */
export type From<H extends Happening> = { [Each in H]: keyof Table[Each] }[H];

/** Where it leads. */
export type To<H extends Happening> = { [Each in H]: Table[Each][keyof Table[Each]] }[H];

/** The ways in which an attempt can end. */
export type AttemptEnd = "acknowledged" | "attempt_failed" | "last_attempt_failed" | "gone";

/** Where an attempt leads that ends so: the same from either state in which attempts are made. */
export function stateAfter<H extends AttemptEnd>(end: H): Table[H]["pending"] {
  return TRANSITIONS[end].pending;
}
