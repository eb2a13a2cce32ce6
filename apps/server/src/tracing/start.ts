import type { Config } from "../config.ts";
import type { Tracing } from "./tracing.ts";

/** Starts tracing if there is a collector. What it takes is loaded only then. */
export async function startTracing({ tracing }: Pick<Config, "tracing">): Promise<Tracing | null> {
  if (tracing === null) return null;
  const { Tracing } = await import("./tracing.ts");
  return new Tracing(tracing);
}
