import { newestApiVersion } from "@wth/contract";
import { LOCKOUT_RULE } from "@wth/server/authentication/lockout.ts";
import { variables } from "@wth/server/config.ts";
import { DOCS_BASE } from "@wth/server/docs/address.ts";
import { FAILING_SECONDS, FAILURES } from "@wth/server/holding/watch-endpoints.ts";
import { DEFAULT_RATE_LIMIT } from "@wth/server/rate-limit/rate-limiter.ts";
import { apiOperations, contract } from "./contract.ts";
import { at, numberAt } from "./json.ts";
import { table } from "./markdown.ts";
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
  schedule: scheduleTable,
  "costly-operations": costlyOperations,
};

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
  const [size, unit] = units.find(([each]) => seconds >= each && seconds % each === 0) ?? [HOUR, "hour"];
  const number = Math.round(seconds / size);
  return `${number} ${unit}${number === 1 ? "" : "s"}`;
}
