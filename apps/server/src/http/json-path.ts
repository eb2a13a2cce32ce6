/**
 * A JSON pointer (RFC 6901) as the API's `param`: `/line_items/0/unit_amount` becomes `line_items[0].unit_amount`.
 *
 * @param property one more step, for errors that name a property of the place they point to.
 */
export function jsonPath(pointer: string, property?: string): string {
  const steps = pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  if (property !== undefined) steps.push(property);
  return steps.reduce((path, step) => {
    if (/^\d+$/.test(step)) return `${path}[${step}]`;
    return path === "" ? step : `${path}.${step}`;
  }, "");
}
