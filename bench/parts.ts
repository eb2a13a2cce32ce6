import { api } from "./api.ts";
import { deliveries, latency } from "./deliveries.ts";
import { log } from "./log.ts";
import { memory } from "./memory.ts";
import type { Part } from "./part.ts";
import { scale } from "./scale.ts";
import { sdk } from "./sdk.ts";
import { starvation } from "./starvation.ts";
import { statements } from "./statements.ts";
import { sustained } from "./sustained.ts";
import { verifier } from "./verifier.ts";

/** All parts, in the order in which they are measured. */
export const parts: readonly Part[] = [
  api,
  latency,
  sustained,
  deliveries,
  starvation,
  scale,
  statements,
  memory,
  sdk,
  verifier,
  log,
];
