import pg from "pg";

// Loaded into a worker before the server's own program (`--import`): answers the benchmark's questions from inside.

/** What a process holds, in bytes. */
export interface Memory {
  rss: number;
  /** After everything that nobody refers to any more has been collected. */
  heapUsed: number;
  /** Buffers outside the heap. */
  external: number;
  /** The most it ever held. */
  maxRss: number;
}

/** The text of each named statement that the process has run. */
export type StatementTexts = Record<string, string>;

const texts: StatementTexts = {};

const query = pg.Client.prototype.query;
pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  const [config] = args;
  if (typeof config === "object" && config !== null && "name" in config && "text" in config) {
    const { name, text } = config;
    if (typeof name === "string") texts[name] ??= String(text);
  }
  return Reflect.apply(query, this, args);
};

function memory(): Memory {
  // Twice: what the first finds to have a finalizer goes with the second.
  global.gc?.();
  global.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss, heapUsed, external, maxRss: process.resourceUsage().maxRSS * 1024 };
}

process.on("message", (question: "memory" | "statements") => {
  process.send?.(question === "memory" ? memory() : texts);
});
process.on("disconnect", () => process.exit(0));
// Being ready to answer must not keep it alive.
process.channel?.unref();
