/**
 * Plain text for a terminal. The items of a list are lines under a head of their names; anything else is lines of name and
 * value, aligned, in which nested names are joined by dots.
 */
export function toTable(result: object): string {
  if (!("data" in result) || !Array.isArray(result.data)) return namesAndValues(result);
  const { data, ...rest } = result;
  return `${columns(data)}\n${namesAndValues(rest)}`;
}

function namesAndValues(result: object): string {
  return aligned(flatten(result, ""));
}

function columns(items: readonly object[]): string {
  const rows = items.map((item) => flatten(item, ""));
  const [first] = rows;
  if (first === undefined) return "none\n";
  return aligned([first.map(([name]) => name), ...rows.map((row) => row.map(([, value]) => value))]);
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map(
      (row) =>
        `${row
          .map((text, column) => text.padEnd(widths[column] ?? 0))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}

function flatten(value: object, prefix: string): [name: string, value: string][] {
  return Object.entries(value).flatMap(([key, child]: [string, unknown]): [string, string][] => {
    const name = prefix === "" ? key : `${prefix}.${key}`;
    if (Array.isArray(child)) {
      const isNested = child.some((each) => typeof each === "object" && each !== null);
      return isNested ? flatten({ ...child }, name) : [[name, child.join(", ") || "none"]];
    }
    if (typeof child === "object" && child !== null) return flatten(child, name);
    return [[name, child === null ? "-" : String(child)]];
  });
}
