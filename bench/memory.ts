import { setTimeout as sleep } from "node:timers/promises";
import { makeBacklog } from "./backlog.ts";
import { makeDealers } from "./dealers.ts";
import { definePart, type Report } from "./part.ts";
import type { Memory } from "./probe.ts";
import { Receivers } from "./receivers.ts";
import { format } from "./rounds.ts";
import { slopeOf } from "./slope.ts";
import { Workers } from "./workers.ts";

const ENDPOINTS = 100;
const SAMPLES = 10;
/** Until the last outcomes are written and their connections are at rest. */
const REST_MS = 1_000;
const MIB = 2 ** 20;

/** `npm run bench -- --only memory` */
export const memory = definePart({
  name: "memory",
  title: "Memory of one worker over many deliveries",
  sizes: { deliveries: 200_000 },
  async measure({ environment, progress }, { deliveries }) {
    const step = Math.ceil(deliveries / SAMPLES);
    const receivers = await Receivers.start(1);
    const dealers = await makeDealers(environment, ENDPOINTS, (n) => receivers.url(n));
    const worker = await Workers.start(environment, 1);
    const samples: Sample[] = [];
    try {
      // The first step warms up: code is compiled, connections open, caches fill. The first sample is what is then held.
      for (let done = 0; done <= deliveries; done += step) {
        await makeBacklog(environment, dealers, step);
        await receivers.until(done + step);
        await sleep(REST_MS);
        const sample = { deliveries: done, ...(await worker.memory()) };
        samples.push(sample);
        progress(`${format(done)} deliveries: ${mib(sample.heapUsed)} MiB`);
      }
    } finally {
      await worker.stop();
      await receivers.stop();
    }
    return reportOf(samples);
  },
});

/** What the worker holds after so many deliveries, those that warmed it up not counted. */
interface Sample extends Memory {
  deliveries: number;
}

function reportOf(samples: readonly Sample[]): Report {
  const rows = samples.map(({ deliveries, heapUsed, external, rss, maxRss }) => [
    format(deliveries),
    ...[heapUsed, external, rss, maxRss].map(mib),
  ]);
  const growth = (of: (sample: Sample) => number) => {
    const { start, slope } = slopeOf(samples.map((sample) => [sample.deliveries, of(sample)]));
    return { slope, percent: ((slope * (samples.at(-1)?.deliveries ?? 0)) / start) * 100 };
  };
  const [heap, rss] = [growth(({ heapUsed }) => heapUsed), growth((sample) => sample.rss)];
  return {
    tables: [{ head: ["deliveries", "heap MiB", "external MiB", "RSS MiB", "highest RSS MiB"], rows }],
    figures: [
      { name: "the heap grows, over the run", value: heap.percent, unit: "%", wanted: { atMost: 10 } },
      { name: "the heap grows, per delivery", value: heap.slope, unit: "bytes" },
      { name: "RSS grows, over the run", value: rss.percent, unit: "%" },
    ],
    notes: [
      "After garbage was collected, with the worker at rest. Growth is that of the line that fits best.",
    ],
    data: { samples },
  };
}

function mib(bytes: number): string {
  return (bytes / MIB).toFixed(1);
}
