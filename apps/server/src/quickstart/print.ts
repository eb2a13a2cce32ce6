/** What the quickstart prints: numbered steps, then what was really sent and what really came back. */
const out = (text: string) => process.stdout.write(text);

/** Begins a step. */
export function step(number: number, title: string): void {
  out(`\n${number}. ${title}\n`);
}

/** A line of explanation. */
export function note(text: string): void {
  out(`   ${text}\n`);
}

/** A command as it is typed. */
export function command(line: string): void {
  out(`   $ ${line}\n`);
}

/** JSON, indented; long lists are cut. */
export function json(value: unknown): void {
  const lines = JSON.stringify(value, null, 2).split("\n");
  const shown = lines.length > 40 ? [...lines.slice(0, 36), `… ${lines.length - 36} more lines`] : lines;
  for (const line of shown) out(`   ${line}\n`);
}

/** A message's start line and headers. */
export function message(startLine: string, headers: Iterable<readonly [string, string]>): void {
  out(`   ${startLine}\n`);
  for (const [name, value] of headers)
    out(`   ${name}: ${name === "authorization" ? redact(value) : value}\n`);
}

/** Keys are shown once, where they are made; elsewhere by their beginning. */
function redact(authorization: string): string {
  return authorization.replace(/(wth_\w{8})\w+/, "$1…");
}

/** A `fetch` that prints each request and response as it passes. */
export const printingFetch: typeof fetch = async (input, init) => {
  const request = new Request(input, init);
  message(`→ ${request.method} ${request.url}`, request.headers);
  const response = await fetch(request);
  message(`← ${response.status} ${response.statusText}`, response.headers);
  json(await response.clone().json());
  return response;
};
