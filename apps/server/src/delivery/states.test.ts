import { readFileSync } from "node:fs";
import path from "node:path";
import type { components } from "@wth/contract";
import { type AttemptOutcome, DeliveryStatus, type InsertedDelivery } from "@wth/database";
import { describe, expect, expectTypeOf, it } from "vitest";
import type { Transition } from "./outcome.ts";
import {
  type AttemptEnd,
  type DeliveryState,
  type From,
  type Happening,
  stateAfter,
  type To,
  TRANSITIONS,
} from "./states.ts";

/** Every line of the table: what happens, in which state, and where it leads. */
const lines = Object.entries(TRANSITIONS).flatMap(([happening, targets]) =>
  Object.entries(targets).map(([from, to]) => ({ happening, from, to })),
);
const states = Object.values(DeliveryStatus);
/** Nothing leads out of these. */
const ends = states.filter((state) => lines.every(({ from }) => from !== state));

describe("the transitions of a delivery", () => {
  it("are between the states that the contract and the database have", () => {
    expectTypeOf<DeliveryState>().toEqualTypeOf<components["schemas"]["WebhookDeliveryStatus"]>();
    expectTypeOf<DeliveryState>().toEqualTypeOf<DeliveryStatus>();
    expect(new Set(lines.map(({ to }) => to))).toEqual(new Set(states));
    expect(new Set(lines.map(({ from }) => from))).toEqual(
      new Set(["new", "pending", "failed", "dead_letter"]),
    );
  });

  it("end where a delivery is done with", () => {
    expect(ends).toEqual(["delivered", "suppressed", "cancelled"]);
  });

  it("lead everywhere from the beginning", () => {
    const reached = new Set<string>(["new"]);
    for (const _ of states) for (const { from, to } of lines) if (reached.has(from)) reached.add(to);
    expect(reached).toEqual(new Set(["new", ...states]));
  });

  it.each<AttemptEnd>(["acknowledged", "attempt_failed", "last_attempt_failed", "gone"])(
    "lead from either state with attempts to the same, when one is %s",
    (end) => {
      expect(TRANSITIONS[end]).toEqual({ pending: stateAfter(end), failed: stateAfter(end) });
    },
  );

  it("are types, so that others do not compile", () => {
    expectTypeOf<To<"acknowledged">>().toEqualTypeOf<"delivered">();
    expectTypeOf<From<"retried">>().toEqualTypeOf<"failed" | "dead_letter">();
    expectTypeOf<From<AttemptEnd>>().toEqualTypeOf<From<"cancelled" | "expired">>();
    expectTypeOf<Transition["status"]>().toEqualTypeOf<To<AttemptEnd>>();
    expectTypeOf<AttemptOutcome["status"]>().toEqualTypeOf<To<AttemptEnd>>();
    expectTypeOf<InsertedDelivery["status"]>().toEqualTypeOf<To<"recorded">>();
    expectTypeOf<Happening>()
      .exclude<AttemptEnd>()
      .toEqualTypeOf<
        | "recorded"
        | "recorded_as_echo"
        | "replayed"
        | "held"
        | "resumed"
        | "retried"
        | "recovered"
        | "cancelled"
        | "expired"
      >();
  });
});

describe("ARCHITECTURE.md", () => {
  const text = readFileSync(path.resolve(import.meta.dirname, "../../../../ARCHITECTURE.md"), "utf8");
  const [, section = ""] = /^## The states of a delivery$(.*?)^## /ms.exec(text) ?? [];
  const words = (happening: string) => happening.replaceAll("_", " ");

  it("draws these transitions and no others", () => {
    const [, diagram = ""] = /^```mermaid\nstateDiagram-v2\n(.*?)^```$/ms.exec(section) ?? [];
    const drawn = diagram
      .split("\n")
      .filter((line) => line.trim() !== "")
      .flatMap((line) => {
        const [, from = line, to = "", labels = ""] = /^ {2}(\S+) --> (\S+)(?:: (.+))?$/.exec(line) ?? [];
        return labels.split(", ").map((label) => `${from} --> ${to}: ${label}`);
      });
    const expected = [
      ...lines.map(
        ({ happening, from, to }) => `${from === "new" ? "[*]" : from} --> ${to}: ${words(happening)}`,
      ),
      ...ends.map((state) => `${state} --> [*]: `),
    ];
    expect(drawn.toSorted()).toEqual(expected.toSorted());
  });

  it("says what each of them is, and each state", () => {
    const rows = [...section.matchAll(/^\| (`?)([a-z_ ]+)\1 \|/gm)].map(([, , name]) => name);
    expect(rows.toSorted()).toEqual(
      ["state", "what happens", ...states, ...Object.keys(TRANSITIONS).map(words)].toSorted(),
    );
  });
});
