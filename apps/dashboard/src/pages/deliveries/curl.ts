/** A request as a command for a POSIX shell: every argument in single quotes, in which nothing has a meaning. */
export function toCurl(
  url: string,
  headers: readonly { name: string; value: string }[],
  body: string,
): string {
  const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  const options = headers.map(({ name, value }) => `-H ${quoted(`${name}: ${value}`)}`);
  return ["curl -X POST", quoted(url), ...options, `--data-binary ${quoted(body)}`].join(" \\\n  ");
}
