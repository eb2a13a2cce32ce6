import { makeDealers } from "./dealers.ts";
import { definePart, type Report } from "./part.ts";
import { Receivers } from "./receivers.ts";
import { format, spread } from "./rounds.ts";
import { Workers } from "./workers.ts";
import { type Written, writeEvents } from "./writer.ts";

const ENDPOINTS = 100;
/** The first seconds do not count: connections open, and code is compiled. */
const WARM_UP_SECONDS = 3;
/** How long the last events may take to arrive. */
const LATEST_MS = 20_000;

/** `npm run bench -- --only sustained` */
export const sustained = definePart({
  name: "sustained",
  title: "Commit to arrival under a steady load: events a second, one worker",
  sizes: { seconds: 60, rate: 500 },
  async measure({ environment, progress }, { seconds, rate }) {
    const receivers = await Receivers.start(1, { keep: true });
    const dealers = await makeDealers(environment, ENDPOINTS, (n) => receivers.url(n));
    const worker = await Workers.start(environment, 1);
    try {
      progress(`${rate} a second for ${seconds} s, after ${WARM_UP_SECONDS} s of warming up`);
      const written = await writeEvents({
        url: environment.database.url,
        integrationIds: dealers.map(({ integrationId }) => integrationId),
        rate,
        count: rate * (seconds + WARM_UP_SECONDS),
      });
      const last = written.reduce((latest, [, , at]) => Math.max(latest, at), 0);
      await receivers.until(written.length, last + LATEST_MS);
      return summarized(written.slice(rate * WARM_UP_SECONDS), await receivers.arrivals());
    } finally {
      await worker.stop();
      await receivers.stop();
    }
  },
});

/**
 * From the moment at which the transaction's work is done, so that the commit itself is included, to the arrival of the
 * whole request.
 */
function summarized(written: readonly Written[], arrivals: ReadonlyMap<string, number>): Report {
  const times = written.flatMap(([id, workedAt]) => {
    const at = arrivals.get(id);
    return at === undefined ? [] : [at - workedAt];
  });
  const { p50, p99, max } = spread(times);
  const commit = spread(written.map(([, workedAt, committedAt]) => committedAt - workedAt));
  const at = written.map(([, workedAt]) => workedAt).toSorted((a, b) => a - b);
  const achieved = (written.length - 1) / (((at.at(-1) ?? 0) - (at[0] ?? 0)) / 1_000);
  const of = "commit to arrival";
  return {
    figures: [
      { name: `${of}, p50`, value: p50, unit: "ms" },
      { name: `${of}, p99`, value: p99, unit: "ms", wanted: { atMost: 100 } },
      { name: `${of}, longest`, value: max, unit: "ms" },
      { name: "of which the commit, p50", value: commit.p50, unit: "ms" },
      { name: "of which the commit, p99", value: commit.p99, unit: "ms" },
      { name: "not arrived", value: written.length - times.length, unit: "events", wanted: { atMost: 0 } },
    ],
    notes: [`${format(written.length)} events, ${format(achieved)} a second, over ${ENDPOINTS} endpoints.`],
    data: { samples: written.length, rate: achieved },
  };
}
