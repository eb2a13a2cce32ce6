import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EventRunningError, handleOnce, memoryEventStore } from "./dedupe.ts";

const event = { id: "evt_1" };

describe("handleOnce", () => {
  it("does the work once, and hands on what it is given", async () => {
    const seen: unknown[] = [];
    const handle = handleOnce(memoryEventStore(), (one: typeof event, delivery: string) =>
      seen.push([one.id, delivery]),
    );
    await handle(event, "first");
    await handle(event, "second");
    await handle({ id: "evt_2" }, "third");
    expect(seen).toEqual([
      ["evt_1", "first"],
      ["evt_2", "third"],
    ]);
  });

  it("counts an event as handled only after the handler has succeeded", async () => {
    let attempts = 0;
    const handle = handleOnce(memoryEventStore(), async () => {
      attempts += 1;
      if (attempts === 1) throw new Error("the database is away");
    });
    await expect(handle(event)).rejects.toThrow("the database is away");
    await handle(event);
    await handle(event);
    expect(attempts).toBe(2);
  });

  it("refuses a second delivery while the first is being handled", async () => {
    let finish: (() => void) | undefined;
    const handle = handleOnce(memoryEventStore(), () => new Promise<void>((resolve) => (finish = resolve)));
    const first = handle(event);
    await expect(handle(event)).rejects.toThrow(EventRunningError);
    await expect(handle(event)).rejects.toMatchObject({ statusCode: 503, name: "EventRunningError" });
    finish?.();
    await first;
    await expect(handle(event)).resolves.toBeUndefined();
  });

  it("commits after the work and before it resolves, in that order", async () => {
    const order: string[] = [];
    const note = (entry: string) => async () => void order.push(entry);
    const store = {
      begin: (id: string) => {
        order.push(`begin ${id}`);
        return "new" as const;
      },
      commit: note("commit"),
      rollback: note("rollback"),
    };
    await handleOnce(store, note("work"))(event);
    expect(order).toEqual(["begin evt_1", "work", "commit"]);
  });
});

describe("memoryEventStore", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("forgets handled events after their time", async () => {
    const store = memoryEventStore(60);
    await store.begin("evt_1");
    store.commit("evt_1");
    vi.advanceTimersByTime(59_000);
    expect(await store.begin("evt_1")).toBe("done");
    vi.advanceTimersByTime(1_000);
    expect(await store.begin("evt_1")).toBe("new");
  });
});
