import { setImmediate as nextTurn } from "node:timers/promises";
import pino from "pino";
import { beforeEach, describe, expect, it } from "vitest";
import { dispatchTo } from "../test/dispatch.ts";
import { type DeliveryQueue, type Outcome, RefusedOutcomesError } from "./queue.ts";
import { Recorder, WRITERS } from "./recorder.ts";

type Recorded = ReadonlySet<string>;
const allOf = (batch: readonly Outcome[]): Recorded =>
  new Set(batch.map(({ delivery }) => delivery.deliveryId));

/** A queue in memory, that keeps what it is asked to record and answers as it is told. */
class MemoryQueue implements DeliveryQueue {
  /** Each call's deliveries. */
  readonly calls: string[][] = [];
  writing = 0;
  mostAtOnce = 0;
  /** Decides what comes of each call; `call` counts from 1. Everything is recorded unless set. */
  answer: (batch: readonly Outcome[], call: number) => Recorded | Promise<Recorded> = allOf;

  async record(batch: readonly Outcome[]): Promise<Recorded> {
    const call = this.calls.push([...allOf(batch)]);
    this.writing += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.writing);
    try {
      return await this.answer(batch, call);
    } finally {
      this.writing -= 1;
    }
  }

  async claim() {
    return { deliveries: [], isMoreDue: false, fullEndpoints: new Set<string>() };
  }
  async release() {}
  listen() {}
  async close() {}
}

/** A promise and its ending. */
function gate(): { passed: Promise<void>; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { passed: promise, open: resolve };
}

let queue: MemoryQueue;
let recorder: Recorder;
let lines: Record<string, unknown>[];
beforeEach(() => {
  queue = new MemoryQueue();
  lines = [];
  const log = pino({ level: "debug" }, { write: (line: string) => lines.push(JSON.parse(line)) });
  recorder = new Recorder(queue, log);
});

const outcome = (deliveryId: string, overrides: Partial<Outcome> = {}): Outcome => ({
  delivery: {
    ...dispatchTo("https://example.com/hook", { deliveryId }),
    endpointId: "an endpoint",
    dueSince: Date.now(),
    leaseToken: "a token",
    sendBy: Number.POSITIVE_INFINITY,
    isLast: false,
    fromBacklog: false,
  },
  result: {
    attemptedAt: new Date(),
    durationMs: 1,
    responseStatus: 200,
    responseHeaders: "",
    responseBody: "",
    retryAfter: null,
    error: null,
  },
  transition: { status: "delivered" },
  ...overrides,
});

const names = (count: number, prefix = "d") =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const addAll = (ids: readonly string[]) => {
  for (const id of ids) recorder.add(outcome(id));
};
/** A few rounds of the event loop: time enough for what waits for no timer. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await nextTurn();
}
const FLUSH_MS = 10_000;

describe("outcomes", () => {
  it("are written at once when alone, without a timer", async () => {
    recorder.add(outcome("a"));
    await turns();
    expect(queue.calls).toEqual([["a"]]);
  });

  it("that come at the same moment go out together, in their order", async () => {
    addAll(names(20));
    await turns();
    expect(queue.calls).toEqual([names(20)]);
  });

  it("that come while others are written go out together after them", async () => {
    const { passed, open } = gate();
    queue.answer = (batch, call) => (call === 1 ? passed.then(() => allOf(batch)) : allOf(batch));
    recorder.add(outcome("first"));
    await turns();
    for (const id of names(20)) {
      recorder.add(outcome(id));
      await nextTurn();
    }
    expect(queue.calls).toEqual([["first"]]);
    open();
    await recorder.flush(FLUSH_MS);
    expect(queue.calls).toEqual([["first"], names(20)]);
  });

  it("in their thousands are written once each, in a few large statements, few of them at once", async () => {
    queue.answer = (batch) => nextTurn(allOf(batch));
    const ids = names(5_000);
    for (let done = 0; done < ids.length; done += 250) {
      addAll(ids.slice(done, done + 250));
      await nextTurn();
    }
    await recorder.flush(FLUSH_MS);
    expect(queue.calls.flat().sort()).toEqual([...ids].sort());
    expect(queue.calls.length).toBeLessThan(100);
    expect(queue.mostAtOnce).toBeLessThanOrEqual(WRITERS);
  });

  it("are not forgotten that come in the very moment in which a batch ends", async () => {
    // At each of the steps that a finished statement takes back to whoever waited for it.
    for (let steps = 0; steps < 40; steps += 1) {
      const { passed, open } = gate();
      queue.answer = (batch) => passed.then(() => allOf(batch));
      recorder.add(outcome(`before ${steps}`));
      await turns();
      open();
      for (let step = 0; step < steps; step += 1) await null;
      recorder.add(outcome(`after ${steps}`));
      await turns();
      expect(queue.calls.at(-1)).toEqual([`after ${steps}`]);
    }
  });
});

describe("a queue that fails", () => {
  it("is asked again with the same batch, and then with what came meanwhile", async () => {
    queue.answer = (batch, call) => {
      if (call <= 2) throw new Error("The database is away.");
      return allOf(batch);
    };
    addAll(names(3));
    await turns();
    addAll(names(2, "later "));
    await recorder.flush(FLUSH_MS);
    expect(queue.calls).toEqual([names(3), names(3), names(3), names(2, "later ")]);
    const warnings = lines.filter(({ level }) => level === 40);
    expect(warnings).toMatchObject(
      Array(2).fill({ outcomes: 3, msg: "Outcomes could not be written; trying again." }),
    );
  });

  it("is not asked again at once: it needs a moment", async () => {
    queue.answer = () => Promise.reject(new Error("The database is away."));
    recorder.add(outcome("a"));
    await turns();
    expect(queue.calls).toEqual([["a"]]);
    await recorder.flush(1);
  });
});

describe("flush", () => {
  it("has nothing to wait for when nothing was taken over", async () => {
    await recorder.flush(FLUSH_MS);
    expect(queue.calls).toEqual([]);
  });

  it("waits for all that was taken over, also while it waits", async () => {
    const { passed, open } = gate();
    queue.answer = (batch) => passed.then(() => allOf(batch));
    addAll(names(3));
    let flushed = false;
    const flushing = recorder.flush(FLUSH_MS).then(() => {
      flushed = true;
    });
    await turns();
    addAll(names(2, "later "));
    await turns();
    expect(flushed).toBe(false);
    open();
    await flushing;
    expect(queue.calls).toEqual([names(3), names(2, "later ")]);
  });

  it.each<[string, MemoryQueue["answer"]]>([
    ["fails", () => Promise.reject(new Error("The database is away."))],
    ["never answers", () => new Promise(() => {})],
  ])("gives up after its time when the queue %s, and leaves it alone then", async (_name, answer) => {
    queue.answer = answer;
    addAll(names(3));
    const startedAt = performance.now();
    await recorder.flush(100);
    const tookMs = performance.now() - startedAt;
    expect(tookMs).toBeGreaterThan(95);
    expect(tookMs).toBeLessThan(5_000);
    const asked = queue.calls.length;
    expect(asked).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(queue.calls).toHaveLength(asked);
  });
});

describe("the log", () => {
  const failed = (id: string) => {
    const { result } = outcome(id);
    return outcome(id, {
      result: { ...result, error: "http_status", responseStatus: 500 },
      transition: { status: "failed", wait: 5 },
    });
  };

  it("says what became of each attempt, and which outcomes no longer counted", async () => {
    queue.answer = () => new Set(["delivered", "failed"]);
    recorder.add(outcome("delivered"));
    recorder.add(failed("failed"));
    recorder.add(outcome("lost"));
    await recorder.flush(FLUSH_MS);
    const said = lines.map(({ level, delivery_id, status, error, msg }) => ({
      level,
      delivery_id,
      status,
      error,
      msg,
    }));
    expect(said).toEqual([
      { level: 20, delivery_id: "delivered", status: "delivered", error: null, msg: "Delivered." },
      {
        level: 30,
        delivery_id: "failed",
        status: "failed",
        error: "http_status",
        msg: "The attempt failed.",
      },
      {
        level: 40,
        delivery_id: "lost",
        status: "delivered",
        error: null,
        msg: "The lease was lost; this outcome was not recorded.",
      },
    ]);
  });

  it("names event, attempt and answer, and neither payload nor secrets", async () => {
    recorder.add(failed("failed"));
    await recorder.flush(FLUSH_MS);
    const [line] = lines;
    expect(line).toMatchObject({
      event_id: "evt_b6d0dfb9dfb64613bed8709ba8a5d079",
      attempt: 1,
      response_status: 500,
    });
    expect(JSON.stringify(line)).not.toMatch(/whsec_|payload|lease|token/);
  });
});

describe("a batch that is refused", () => {
  it("is divided until its fault stands alone, and the others are recorded", async () => {
    const recorded = new Set<string>();
    queue.answer = (batch) => {
      const ids = allOf(batch);
      if (ids.has("bad")) throw new RefusedOutcomesError("no");
      for (const id of ids) recorded.add(id);
      return ids;
    };
    const ids = Array.from({ length: 40 }, (_, index) => (index === 17 ? "bad" : `delivery-${index}`));
    for (const id of ids) recorder.add(outcome(id));
    await recorder.flush(5_000);
    expect([...recorded].sort()).toEqual(ids.filter((id) => id !== "bad").sort());
    expect(lines.filter(({ level }) => level === 50)).toMatchObject([{ delivery_id: "bad" }]);
    // And is not asked for again.
    const calls = queue.calls.length;
    recorder.add(outcome("next"));
    await recorder.flush(5_000);
    expect(queue.calls.slice(calls)).toEqual([["next"]]);
  });
});
