import { newestApiVersion } from "@wth/contract";
import { LOCKOUT_RULE } from "@wth/server/authentication/lockout.ts";
import { variables } from "@wth/server/config.ts";
import { MAX_LENGTH } from "@wth/server/delivery/endpoint-url.ts";
import { RETRY_AFTER_CAP } from "@wth/server/delivery/schedule.ts";
import { BODY_READ_BYTES } from "@wth/server/delivery/send.ts";
import { DOCS_BASE } from "@wth/server/docs/address.ts";
import { FAILING_SECONDS, FAILURES } from "@wth/server/holding/watch-endpoints.ts";
import { DEFAULT_GRACE_SECONDS, MAX_GRACE_SECONDS } from "@wth/server/integration/rotate-secret.ts";
import { DEFAULT_RATE_LIMIT } from "@wth/server/rate-limit/rate-limiter.ts";
import { DEFAULT_TOLERANCE_SECONDS } from "../../../packages/webhook-verifier/src/checks.ts";
import { apiOperations, contract } from "./contract.ts";
import { at, listOf, numberAt, textOf } from "./json.ts";
import { fence, table } from "./markdown.ts";
import { operationSlug } from "./reference-pages.ts";

// Numbers that pages speak of, from where they are kept: the contract, or the code that goes by them.

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const KIB = 1024;
const MS = 1000;

const defaults = variables.parse({});
const parameters = at(contract, "components", "parameters");
const schemas = at(contract, "components", "schemas");
const count = (value: number) => value.toLocaleString("en-US");
const limit = (name: string, key: string) => count(numberAt(parameters, name, "schema", key));

/** What stands for each fact in a page, by its name: `{{api-version}}`. */
export const facts: Readonly<Record<string, () => string>> = {
  "api-version": () => newestApiVersion,
  "rate-limit": () => count(DEFAULT_RATE_LIMIT),
  "page-default": () => limit("Limit", "default"),
  "page-min": () => limit("Limit", "minimum"),
  "page-max": () => limit("Limit", "maximum"),
  "idempotency-key-max": () => limit("IdempotencyKey", "maxLength"),
  "bulk-max": () => count(numberAt(schemas, "CustomerBulkUpsert", "properties", "customers", "maxItems")),
  "body-limit": () => `${count(numberAt(contract, "x-body-limit-bytes") / KIB)} KiB`,
  "wrong-keys": () => count(LOCKOUT_RULE.limit),
  "wrong-keys-window": () => duration(LOCKOUT_RULE.windowMs / MS),
  "lockout-time": () => duration(LOCKOUT_RULE.lockMs / MS),
  "attempt-timeout": () => duration(defaults.WTH_ATTEMPT_TIMEOUT_MS / MS),
  attempts: () => count(defaults.WTH_RETRY_SCHEDULE.length),
  "retry-total": () => duration(defaults.WTH_RETRY_SCHEDULE.reduce((sum, each) => sum + each, 0)),
  "endpoint-concurrency": () => count(defaults.WTH_ENDPOINT_CONCURRENCY),
  "log-days": () => count(defaults.WTH_LOG_RETENTION_DAYS),
  "recovery-rate": () => count(defaults.WTH_RECOVERY_RATE),
  "disable-after": () => duration(FAILING_SECONDS),
  "disable-failures": () => count(FAILURES),
  "retry-after-cap": () => duration(RETRY_AFTER_CAP),
  "answer-read": () => `${count(BODY_READ_BYTES / KIB)} KB`,
  "url-length": () => count(MAX_LENGTH),
  tolerance: () => duration(DEFAULT_TOLERANCE_SECONDS),
  grace: () => duration(DEFAULT_GRACE_SECONDS),
  "grace-max": () => duration(MAX_GRACE_SECONDS),
  "idempotency-kept": idempotencyKept,
  "rate-limit-headers": rateLimitHeaders,
  schedule: scheduleTable,
  "costly-operations": costlyOperations,
};

/** How long an idempotency key is kept, by the name of what the contract promises of it. */
function idempotencyKept(): string {
  const semantics = textOf(at(parameters, "IdempotencyKey", "x-semantics"));
  const hours = /-(\d+)h-/.exec(semantics)?.[1];
  if (hours === undefined)
    throw new Error("The contract does not say for how long idempotency keys are kept.");
  return `${hours} hours`;
}

function rateLimitHeaders(): string {
  const header = (name: string, component: string) => {
    const schema = at(contract, "components", "headers", component, "schema");
    return `${name}: ${String(listOf(at(schema, "examples"))[0])}`;
  };
  const lines = [
    header("X-RateLimit-Limit", "RateLimitLimit"),
    header("X-RateLimit-Remaining", "RateLimitRemaining"),
    header("X-RateLimit-Reset", "RateLimitReset"),
  ];
  return fence("http", lines.join("\n"));
}

function scheduleTable(): string {
  const rows = defaults.WTH_RETRY_SCHEDULE.map((seconds, index) => [
    String(index + 1),
    index === 0 ? "at once" : `${duration(seconds)} after the previous one`,
  ]);
  return table(["Attempt", "When"], rows);
}

function costlyOperations(): string {
  const costly = apiOperations.filter(({ cost }) => cost > 1);
  return table(
    ["Operation", "Tokens"],
    costly.map((each) => [
      `[\`${each.method.toUpperCase()} ${each.path}\`](${DOCS_BASE}/${operationSlug(each)})`,
      String(each.cost),
    ]),
  );
}

/** A duration in the largest unit that it is a whole number of; longer than a day, in about so many hours. */
function duration(seconds: number): string {
  const units: [number, string][] = [
    [DAY, "day"],
    [HOUR, "hour"],
    [MINUTE, "minute"],
    [1, "second"],
  ];
  const exact = units.find(([each]) => seconds >= each && seconds % each === 0);
  const [size, unit] = exact === undefined || (seconds > DAY && exact[0] < HOUR) ? [HOUR, "hour"] : exact;
  const number = Math.round(seconds / size);
  return `${number} ${unit}${number === 1 ? "" : "s"}`;
}
