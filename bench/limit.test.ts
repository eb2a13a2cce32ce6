import { expect, it } from "vitest";
import { type Load, limitOf } from "./limit.ts";

const idle: Load = { rate: 500, bound: 1_280, machine: 0.3, worker: 0.3, receiver: 0.3, wait: null };

it.each<[limit: string, load: Partial<Load>]>([
  ["concurrency", { rate: 1_100 }],
  ["concurrency", { rate: 1_100, machine: 1 }],
  ["processor", { machine: 0.95 }],
  ["processor", { machine: 0.95, worker: 0.95, receiver: 0.95 }],
  ["processor: a worker's one core", { worker: 0.95 }],
  ["the receivers", { receiver: 0.95 }],
  ["database", {}],
  ["database: WalSync", { wait: "WalSync" }],
  ["database", { machine: Number.NaN, worker: Number.NaN, receiver: Number.NaN }],
])("%s limits %o", (limit, load) => {
  expect(limitOf({ ...idle, ...load })).toBe(limit);
});
