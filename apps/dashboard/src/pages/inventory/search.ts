/** What the URL of the page says. */
export interface InventorySearch {
  /** The text that is searched for. */
  q?: string;
  status?: "active" | "sold";
  channel?: "on" | "off";
  /** The id of the watch that is open, or `new` for one to be added. */
  item?: string;
}

/** Reads it; what is not understood is left out. */
export function inventorySearch({ q, status, channel, item }: Record<string, unknown>): InventorySearch {
  return {
    // The router reads what looks like a number, or like true, as one.
    ...(["string", "number", "boolean"].includes(typeof q) && q !== "" ? { q: String(q) } : {}),
    ...(status === "active" || status === "sold" ? { status } : {}),
    ...(channel === "on" || channel === "off" ? { channel } : {}),
    ...(typeof item === "string" && item !== "" ? { item } : {}),
  };
}
