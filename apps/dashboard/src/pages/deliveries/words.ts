import type { Schemas } from "../../api/client.ts";

/** Why an attempt failed, in words. The contract's table of errors says the same. */
const ERRORS: Readonly<Record<string, string>> = {
  timeout: "No answer within 10 seconds",
  dns: "The host name could not be resolved",
  connection_refused: "Nothing listens at this address",
  connection_reset: "The connection was lost before the answer was complete",
  unreachable: "No way leads to this address",
  tls: "No secure connection came about; check the certificate",
  blocked_address: "The host leads to an address that is not public",
  invalid_response: "The answer was no valid HTTP",
  unknown: "The request failed",
};

/** What an attempt came to, in words. */
export function outcomeInWords({
  error,
  response_status: status,
}: Pick<Schemas["WebhookDeliveryAttempt"], "response_status"> & { error: string | null }): string {
  const answered = status === null ? "" : `HTTP ${status}`;
  if (error === null) return answered;
  if (error === "http_status") return `Answered with ${answered}`;
  const words = ERRORS[error] ?? `Failed: ${error}`;
  return answered === "" ? words : `${words} (${answered})`;
}

/** What the filter by outcome says. */
const OUTCOMES: Readonly<Record<string, string>> = {
  "2xx": "2xx: accepted",
  "3xx": "3xx: redirected",
  "4xx": "4xx: refused",
  "5xx": "5xx: the receiver failed",
  network_error: "Network error",
};

/** A cause, as a filter, in words. */
export function filterInWords(outcome: string): string {
  return OUTCOMES[outcome] ?? ERRORS[outcome] ?? (/^\d/.test(outcome) ? `HTTP ${outcome}` : outcome);
}

/** A time in ms as people say it. */
export function durationInWords(ms: number): string {
  return ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

/** A time to wait, in its two largest units: `1 h 59 min`. */
export function waitInWords(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60)];
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}

/** A text as it is, or, where it is JSON, set in lines. */
export function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
