import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "@redis/client";
import type { Log } from "../log.ts";

/** How long a script may take, before the process goes on without Redis: a request waits for it. */
export const REDIS_TIMEOUT_MS = 100;
/** How often is looked before waiting ends: see {@link withDeadline}. */
const LOOKS = 5;
/** How long a connection may take, with TLS and sign-in. */
const CONNECT_MS = 2_000;
const RECONNECT_MS = 1_000;
/** Written to find out whether Redis takes writes, which a read-only or full one does not. */
const PROBE_KEY = "wth:probe";

/** A Lua script that Redis runs atomically. One module each, whose comment states what it guarantees. */
export interface RedisScript {
  readonly text: string;
  /** The name under which Redis keeps it. */
  readonly sha1: string;
}

/** Declares a script that answers a list of whole numbers. */
export function redisScript(text: string): RedisScript {
  return { text, sha1: createHash("sha1").update(text).digest("hex") };
}

type Client = ReturnType<typeof open>;

/**
 * One process's way to the Redis that all share, made so that nobody ever has to wait for it: a script that is not
 * answered in time is given up, and from then on every call answers null at once, until a new connection has been
 * made in the background and has taken a write in time. One warning for each outage, when it begins.
 */
export class SharedRedis {
  readonly #url: string;
  readonly #log: Log;
  readonly #timeoutMs: number;
  /** Null while Redis is away. */
  #client: Client | null = null;
  #warned = false;
  /** How often Redis was lost, or was not there at the start; for metrics. */
  outages = 0;
  readonly #closing = new AbortController();
  #reconnecting: Promise<void> = Promise.resolve();

  private constructor(url: string, log: Log, timeoutMs: number) {
    this.#url = url;
    this.#log = log;
    this.#timeoutMs = timeoutMs;
  }

  /**
   * Connects, and goes on trying in the background when that fails: a process starts also without its Redis.
   *
   * @param url `redis://` or `rediss://` (TLS), with user, password and database number if there are any.
   * @param timeoutMs how long an answer may take.
   */
  static async start(url: string, log: Log, timeoutMs: number = REDIS_TIMEOUT_MS): Promise<SharedRedis> {
    const redis = new SharedRedis(url, log, timeoutMs);
    if (!(await redis.#connect())) redis.#reconnecting = redis.#reconnect();
    return redis;
  }

  /**
   * Runs a script.
   *
   * @returns what it answers; null when Redis is away, or was too slow: then the script may have run or not.
   */
  async run(
    script: RedisScript,
    keys: readonly string[],
    args: readonly (string | number)[],
  ): Promise<readonly number[] | null> {
    const client = this.#client;
    if (client === null) return null;
    try {
      return numbers(await withDeadline(evaluate(client, script, keys, args), this.#timeoutMs));
    } catch (error) {
      this.#lost(client, error);
      return null;
    }
  }

  /** Whether scripts are run there now; for metrics. */
  get isUp(): boolean {
    return this.#client !== null;
  }

  /** Closes the connection for good. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#client?.destroy();
    this.#client = null;
    await this.#reconnecting;
  }

  async #connect(): Promise<boolean> {
    const client = open(this.#url);
    client.on("error", (error: unknown) => this.#lost(client, error));
    try {
      await withDeadline(client.connect(), CONNECT_MS);
      await withDeadline(client.set(PROBE_KEY, "", { PX: CONNECT_MS }), this.#timeoutMs);
    } catch (error) {
      client.destroy();
      this.#warn(error);
      return false;
    }
    if (this.#closing.signal.aborted) {
      client.destroy();
      return false;
    }
    this.#client = client;
    return true;
  }

  #lost(client: Client, error: unknown): void {
    if (client !== this.#client) return;
    this.#client = null;
    client.destroy();
    this.#warn(error);
    this.#reconnecting = this.#reconnect();
  }

  async #reconnect(): Promise<void> {
    const { signal } = this.#closing;
    do {
      await sleep(RECONNECT_MS, undefined, { signal }).catch(() => {});
    } while (!signal.aborted && !(await this.#connect()));
    if (signal.aborted) return;
    this.#warned = false;
    this.#log.info("Redis is back: limits are shared again.");
  }

  #warn(error: unknown): void {
    if (this.#warned || this.#closing.signal.aborted) return;
    this.#warned = true;
    this.outages += 1;
    this.#log.warn({ err: error }, "Redis does not answer: until it is back, this process counts by itself.");
  }
}

function open(url: string) {
  return createClient({
    url,
    name: "wth-api",
    RESP: 2,
    maintNotifications: "disabled",
    disableOfflineQueue: true,
    commandOptions: { timeout: 0 }, // ours is withDeadline, which also covers what is on its way already
    socket: { connectTimeout: CONNECT_MS, reconnectStrategy: false },
  });
}

/** Names the script to Redis, and sends all of it only if Redis does not know it: at first, and after a restart. */
async function evaluate(
  client: Client,
  { sha1, text }: RedisScript,
  keys: readonly string[],
  args: readonly (string | number)[],
): Promise<unknown> {
  const options = { keys: [...keys], arguments: args.map(String) };
  try {
    return await client.evalSha(sha1, options);
  } catch (error) {
    if (error instanceof Error && error.message.startsWith("NOSCRIPT")) return client.eval(text, options);
    throw error;
  }
}

function numbers(reply: unknown): readonly number[] {
  if (Array.isArray(reply) && reply.every((each): each is number => typeof each === "number")) return reply;
  throw new Error(`The script answered ${JSON.stringify(reply)} instead of whole numbers.`);
}

/**
 * Gives up waiting after `ms`, in several looks: when this process itself was busy for long, one look comes late, and
 * the answer has the time of the others to be asked for and read.
 */
function withDeadline<T>(work: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    let left = LOOKS;
    const look = () => {
      left -= 1;
      if (left === 0) reject(new Error(`There was no answer within ${ms} ms.`));
      else timer = setTimeout(look, ms / LOOKS);
    };
    let timer = setTimeout(look, ms / LOOKS);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
