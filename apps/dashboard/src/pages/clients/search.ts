/** What the URL of the page says. */
export interface ClientsSearch {
  /** The text that is searched for. */
  q?: string;
  /** The id of the client that is open. */
  client?: string;
}

/** Reads it; what is not understood is left out. */
export function clientsSearch({ q, client }: Record<string, unknown>): ClientsSearch {
  return {
    // The router reads what looks like a number, or like true, as one.
    ...(["string", "number", "boolean"].includes(typeof q) && q !== "" ? { q: String(q) } : {}),
    ...(typeof client === "string" && client !== "" ? { client } : {}),
  };
}
