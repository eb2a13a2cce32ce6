import path from "node:path";
import { LOG_RETENTION_DAYS } from "@wth/database";
import { z } from "zod";
import { parseTrustProxy, TRUST_PROXY_FORM, type TrustProxy } from "./authentication/trust-proxy.ts";

/** The repository's root: the default data folder lies in it. */
export const repositoryRoot = path.resolve(import.meta.dirname, "../../..");

/** A wrong or missing environment variable, with its name and what to do about it. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

/** The highest rate of a recovery, in deliveries a second: more than one batch after the other can do is no limit. */
export const MAX_RECOVERY_RATE = 1_000;

/** The schedule of a delivery takes 38 hours. */
const SHORTEST_RETENTION_DAYS = 2;
/** Each day is a partition of three tables, and a statement that cannot tell which one it needs looks at all of them. */
const LONGEST_RETENTION_DAYS = 90;

const flag = z
  .enum(["0", "1", "true", "false"], "use 1 or 0")
  .transform((value) => value === "1" || value === "true");

const schedule = z
  .string()
  .regex(
    /^0(,\d+(\.\d+)?)*$/,
    "use the seconds before each attempt, comma-separated, beginning with 0: such as 0,5,300",
  )
  .transform((value) => value.split(",").map(Number));

const httpUrl = z
  .url({ protocol: /^https?$/, error: "use an http(s) URL without a query, such as https://api.example.com" })
  .refine(
    (value) => !/[?#]/.test(value),
    "use an http(s) URL without a query, such as https://api.example.com",
  )
  .transform((value) => value.replace(/\/+$/, ""));

const roles = z
  .string()
  .transform((value) => value.split(",").map((role) => role.trim()))
  .pipe(z.array(z.enum(["api", "worker"], "use api, worker, or api,worker")).nonempty());

const count = (least: number, most: number) => {
  const error = `use a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, error)
    .transform(Number)
    .pipe(z.number().min(least, error).max(most, error));
};

const trustProxy = z.string().transform((value, context) => {
  const parsed = parseTrustProxy(value);
  if (parsed !== null) return parsed;
  context.addIssue({ code: "custom", message: TRUST_PROXY_FORM });
  return z.NEVER;
});

const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

/** Every variable the server reads. `.env.example` lists the same, and a test holds the two together. */
export const variables = z.object({
  NODE_ENV: z.string().default("development"),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: "use postgresql://user:password@host:port/database" })
    .optional(),
  WTH_DATA_DIR: z.string().min(1).default(path.join(repositoryRoot, ".data")),
  PORT: count(1, 65_535).default(3000),
  HOST: z.string().min(1).optional(),
  PUBLIC_URL: httpUrl.optional(),
  WTH_TRUST_PROXY: trustProxy.default(0),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: "use redis://user:password@host:port/0, or rediss:// for TLS" })
    .optional(),
  WTH_REDIS_TIMEOUT_MS: count(10, 10_000).default(100),
  WTH_ROLES: roles.default(["api", "worker"]),
  WTH_SECRETS_KEYS: z.string().min(1).optional(),
  WTH_ALLOW_INSECURE_WEBHOOKS: flag.optional(),
  WTH_VALIDATE_RESPONSES: flag.optional(),
  WTH_RETRY_SCHEDULE: schedule.default([0, 5, 300, 1800, 7200, 18_000, 36_000, 36_000, 36_000]),
  WTH_ENDPOINT_CONCURRENCY: count(1, 1000).default(8),
  WTH_WORKER_CONCURRENCY: count(1, 10_000).default(768),
  WTH_ATTEMPT_TIMEOUT_MS: count(100, 10_000).default(10_000),
  WTH_LEASE_SECONDS: count(1, 3600).default(30),
  WTH_RECOVERY_RATE: count(1, MAX_RECOVERY_RATE).default(50),
  WTH_LOG_RETENTION_DAYS: count(SHORTEST_RETENTION_DAYS, LONGEST_RETENTION_DAYS).default(LOG_RETENTION_DAYS),
  WTH_METRICS_PORT: count(1, 65_535).optional(),
  WTH_METRICS_TOKEN: z
    .string()
    .regex(/^[\w.~+/-]{16,}=*$/, "use at least 16 letters, digits or any of - . _ ~ + /")
    .optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.optional(),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number<string>("use a number from 0 to 1")
    .min(0, "use a number from 0 to 1")
    .max(1, "use a number from 0 to 1")
    .default(1),
  LOG_LEVEL: z.enum(logLevels, `use one of ${logLevels.join(", ")}`).default("info"),
});

/** What the process does: answer requests, send deliveries, or both. */
export type Role = "api" | "worker";

/** The checked configuration of one process. */
export interface Config {
  /** Null means: start the embedded PostgreSQL in {@link dataDir}. */
  databaseUrl: string | null;
  dataDir: string;
  host: string;
  port: number;
  /** Where people reach the server, without a slash at the end. */
  publicUrl: string;
  /** Whose `X-Forwarded-For` says where a request comes from. */
  trustProxy: TrustProxy;
  /** Where rate limits and lockouts are counted for all processes together; null: in each by itself. */
  redisUrl: string | null;
  /** How long a request waits for Redis before it goes on without. */
  redisTimeoutMs: number;
  roles: readonly Role[];
  /** `id:key,…`, the first is current; null means: those of the data folder (secrets/key-file.ts). */
  secretsKeys: string | null;
  /** Fills an empty database with a sample dealer: for development on the embedded database. */
  loadSampleDealer: boolean;
  /** Lets webhooks go to http and to loopback: for development. */
  allowInsecureWebhooks: boolean;
  /** Checks each answer against the contract before it is sent. */
  validateResponses: boolean;
  /** Seconds before each attempt, counted from the previous one. */
  retrySchedule: readonly number[];
  /** The most deliveries in flight to one endpoint, over all workers. */
  endpointConcurrency: number;
  /** The most deliveries in flight in this process. */
  workerConcurrency: number;
  /** The longest one attempt may take, connecting and reading included. */
  attemptTimeoutMs: number;
  leaseSeconds: number;
  /** The most deliveries that a recovery makes due in a second, unless it is begun with another rate. */
  recoveryRate: number;
  /** How long events and deliveries are kept and shown. */
  logRetentionDays: number;
  /** A port of their own for `/metrics` and `/ready`; null: none. */
  metricsPort: number | null;
  /** Who may read `/metrics`; null: everybody who reaches {@link metricsPort}. */
  metricsToken: string | null;
  /** The collector of traces, and which share of them it gets; null: there is none. */
  tracing: { endpoint: string; ratio: number } | null;
  logLevel: z.output<typeof variables>["LOG_LEVEL"];
}

/**
 * Reads and checks the environment.
 *
 * @throws {ConfigError} naming the variable, what is wrong with it, and what it takes.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ConfigError(
      `${String(issue?.path[0])}: ${issue?.message ?? "is not valid"}. See .env.example.`,
    );
  }
  const values = parsed.data;
  const embedded = values.DATABASE_URL === undefined;
  const production = values.NODE_ENV === "production";
  if (production && values.WTH_ALLOW_INSECURE_WEBHOOKS === true) {
    throw new ConfigError(
      "WTH_ALLOW_INSECURE_WEBHOOKS: is refused when NODE_ENV=production, because webhooks could then reach private addresses. Unset it.",
    );
  }
  if (!embedded && values.WTH_SECRETS_KEYS === undefined) {
    throw new ConfigError(
      "WTH_SECRETS_KEYS: is required with DATABASE_URL. Make one with: node -e \"console.log('k1:'+crypto.randomBytes(32).toString('base64'))\"",
    );
  }
  refuseUnreachableMetrics(values);
  const host = values.HOST ?? (embedded ? "127.0.0.1" : "0.0.0.0");
  return {
    databaseUrl: values.DATABASE_URL ?? null,
    dataDir: path.resolve(values.WTH_DATA_DIR),
    host,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL ?? `http://${reachableHost(host)}:${values.PORT}`,
    trustProxy: values.WTH_TRUST_PROXY,
    redisUrl: values.REDIS_URL ?? null,
    redisTimeoutMs: values.WTH_REDIS_TIMEOUT_MS,
    roles: values.WTH_ROLES,
    secretsKeys: values.WTH_SECRETS_KEYS ?? null,
    loadSampleDealer: embedded && !production,
    allowInsecureWebhooks: values.WTH_ALLOW_INSECURE_WEBHOOKS ?? (embedded && !production),
    validateResponses: values.WTH_VALIDATE_RESPONSES ?? !production,
    retrySchedule: values.WTH_RETRY_SCHEDULE,
    endpointConcurrency: values.WTH_ENDPOINT_CONCURRENCY,
    workerConcurrency: values.WTH_WORKER_CONCURRENCY,
    attemptTimeoutMs: values.WTH_ATTEMPT_TIMEOUT_MS,
    leaseSeconds: values.WTH_LEASE_SECONDS,
    recoveryRate: values.WTH_RECOVERY_RATE,
    logRetentionDays: values.WTH_LOG_RETENTION_DAYS,
    metricsPort: values.WTH_METRICS_PORT ?? null,
    metricsToken: values.WTH_METRICS_TOKEN ?? null,
    tracing: tracingOf(values),
    logLevel: values.LOG_LEVEL,
  };
}

function tracingOf({
  OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
  OTEL_TRACES_SAMPLER_ARG: ratio,
}: z.output<typeof variables>): Config["tracing"] {
  return endpoint === undefined ? null : { endpoint, ratio };
}

/** @throws {ConfigError} when there is no place for the metrics that were asked for. */
function refuseUnreachableMetrics({
  PORT,
  WTH_METRICS_PORT,
  WTH_METRICS_TOKEN,
  WTH_ROLES,
}: z.output<typeof variables>): void {
  const isApi = WTH_ROLES.includes("api");
  if (isApi && WTH_METRICS_PORT === PORT) {
    throw new ConfigError(
      "WTH_METRICS_PORT: is the API's own port. Choose another, or unset it and set WTH_METRICS_TOKEN: with that the API's port shows metrics too.",
    );
  }
  if (!isApi && WTH_METRICS_TOKEN !== undefined && WTH_METRICS_PORT === undefined) {
    throw new ConfigError(
      "WTH_METRICS_TOKEN: a process without the role api has no port to show metrics on. Set WTH_METRICS_PORT too, or unset it.",
    );
  }
}

/** A host as a URL needs it: an address to listen on everywhere is none to connect to. */
function reachableHost(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}
