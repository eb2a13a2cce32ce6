/** Plain lines of name and value, aligned; nested names are joined by dots. */
export function toTable(result: object): string {
  const rows = flatten(result, "");
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}\n`).join("");
}

function flatten(value: object, prefix: string): [name: string, value: string][] {
  return Object.entries(value).flatMap(([key, child]: [string, unknown]): [string, string][] => {
    const name = prefix === "" ? key : `${prefix}.${key}`;
    if (Array.isArray(child)) return [[name, child.join(", ") || "none"]];
    if (typeof child === "object" && child !== null) return flatten(child, name);
    return [[name, child === null ? "-" : String(child)]];
  });
}
