/** What the URL of the page says. */
export interface OrdersSearch {
  /** The text that is searched for. */
  q?: string;
  status?: "pending" | "fulfilled" | "cancelled";
  /** The id of the order that is open, or `new` for one to be added. */
  order?: string;
}

const STATUSES = ["pending", "fulfilled", "cancelled"] as const;

/** Reads it; what is not understood is left out. */
export function ordersSearch({ q, status, order }: Record<string, unknown>): OrdersSearch {
  const known = STATUSES.find((each) => each === status);
  return {
    // The router reads what looks like a number, or like true, as one.
    ...(["string", "number", "boolean"].includes(typeof q) && q !== "" ? { q: String(q) } : {}),
    ...(known === undefined ? {} : { status: known }),
    ...(typeof order === "string" && order !== "" ? { order } : {}),
  };
}
