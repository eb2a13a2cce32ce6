/**
 * Finds a text, in values or keys, that cannot be stored and given back unchanged: with a NUL (PostgreSQL has none)
 * or a lone surrogate (UTF-8 has none). Walks without recursion, so that deep nesting cannot exhaust the stack.
 *
 * @returns the JSON pointer of the first one found, or null.
 */
export function findUnstorableText(value: unknown): string | null {
  const open: [pointer: string, value: unknown][] = [["", value]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [pointer, current] = next;
    if (typeof current === "string") {
      if (!isStorableText(current)) return pointer;
    } else if (typeof current === "object" && current !== null) {
      for (const [key, child] of Object.entries(current)) {
        if (!isStorableText(key)) return pointer;
        open.push([`${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`, child]);
      }
    }
  }
  return null;
}

/** Whether a text comes back from the database as it went in. */
export function isStorableText(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}
