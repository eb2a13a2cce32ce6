import { createHmac, createSecretKey, timingSafeEqual } from "node:crypto";
import { constructEvent, signTestHeaders, verify } from "@watchtraderhub/webhook-verifier";
import { createConsumer, importMilliseconds, packPackage } from "@wth/packaging";
import { Webhook as StandardWebhook } from "standardwebhooks";
import Stripe from "stripe";
import { Webhook as SvixWebhook } from "svix";
import { definePart, type Figure } from "./part.ts";
import { format, median } from "./rounds.ts";

const SECRET = "whsec_qFzUfUdRAyjreopfC5tG4lUoYk/aFLtJd9+foPMtFBs=";
/** How long each way is measured in a round: long enough for the clock, short enough to alternate often. */
const SLICE_MS = 20;
const IMPORTS = 15;

/** A way to verify the same delivery. */
type Contender = () => unknown;

/** What ours must reach, against what, for each size of body. */
const WANTED: readonly {
  name: string;
  ours: string;
  other: string;
  atLeast: Readonly<Record<string, number>>;
}[] = [
  { name: "verify / minimal", ours: "verify", other: "minimal", atLeast: { "1 KB": 0.95, "64 KB": 0.95 } },
  {
    name: "verify / bare createHmac",
    ours: "verify",
    other: "createHmac",
    atLeast: { "1 KB": 0.85, "64 KB": 0.95 },
  },
  {
    name: "verify / stripe verifyHeader",
    ours: "verify",
    other: "stripe",
    atLeast: { "1 KB": 1, "64 KB": 1 },
  },
  {
    name: "constructEvent / svix",
    ours: "constructEvent",
    other: "svix",
    atLeast: { "1 KB": 2, "64 KB": 2 },
  },
  {
    name: "constructEvent / standardwebhooks",
    ours: "constructEvent",
    other: "standardwebhooks",
    atLeast: { "1 KB": 2, "64 KB": 2 },
  },
];

/** `npm run bench -- --only verifier` */
export const verifier = definePart({
  name: "verifier",
  title: "The webhook verifier on Node, beside bare and other ways to verify a delivery",
  sizes: { rounds: 25 },
  async measure({ progress }, { rounds }) {
    const figures: Figure[] = [];
    const rows: string[][] = [];
    for (const [size, bytes] of [
      ["1 KB", 1024],
      ["64 KB", 65_536],
    ] as const) {
      const rates = measureInTurn(contendersFor(bytes), rounds);
      for (const [name, values] of Object.entries(rates))
        rows.push([`${name}, ${size}`, format(median(values))]);
      for (const { name, ours, other, atLeast } of WANTED) {
        const ratios = (rates[ours] ?? []).map((rate, round) => rate / (rates[other]?.[round] ?? Number.NaN));
        figures.push({
          name: `${name}, ${size}`,
          value: median(ratios),
          wanted: { atLeast: atLeast[size] ?? 1 },
        });
      }
      progress(`${size}: ${format(median(rates.verify ?? []))} a second`);
    }
    const consumer = await createConsumer([await packPackage("webhook-verifier")]);
    for (const kind of ["import", "require"] as const) {
      const name = "@watchtraderhub/webhook-verifier";
      const value = await importMilliseconds(consumer, process.execPath, name, kind, IMPORTS);
      figures.push({ name: `time to ${kind} it`, value, unit: "ms", wanted: { atMost: 15 } });
    }
    await consumer.remove();
    return {
      figures,
      tables: [{ head: [`medians of ${rounds} rounds`, "a second"], rows }],
      notes: [
        "Ratios are the medians of each round's: the ways take turns within it. svix and standardwebhooks parse the body, and so does constructEvent.",
      ],
    };
  },
});

/** Every way, for a delivery of so many bytes that is signed for all of them. */
function contendersFor(bytes: number): Readonly<Record<string, Contender>> {
  const body = jsonOf(bytes);
  const headers = signTestHeaders({ body, secrets: SECRET });
  const node: Record<string, string> = { host: "shop.example", "content-type": "application/json" };
  for (const [name, value] of Object.entries(headers)) node[name.toLowerCase()] = value;
  const signature = node["x-wth-signature"] ?? "";
  const key = createSecretKey(SECRET, "utf8");
  const stripe = new Stripe("sk_test_unused").webhooks;
  const svix = new SvixWebhook(SECRET);
  const standard = new StandardWebhook(SECRET);
  const input = { body, headers: node, secrets: SECRET };
  return {
    createHmac: () =>
      createHmac("sha256", SECRET).update(`${node["webhook-timestamp"]}.${body}`, "utf8").digest("hex"),
    minimal: () => {
      const [time = "", hex = ""] = (node["x-wth-signature"] ?? "").split(",");
      const seconds = time.slice(2);
      if (Math.abs(Date.now() / 1000 - Number(seconds)) > 300) return false;
      const digest = createHmac("sha256", key).update(`${seconds}.${body}`, "utf8").digest("hex");
      return timingSafeEqual(Buffer.from(digest), Buffer.from(hex.slice(3)));
    },
    verify: () => verify(input),
    constructEvent: () => constructEvent(input),
    stripe: () => stripe.signature?.verifyHeader(body, signature, SECRET, 300),
    svix: () => svix.verify(body, node),
    standardwebhooks: () => standard.verify(body, node),
  };
}

/** An event of about so many bytes. */
function jsonOf(bytes: number): string {
  const event = (filling: string) =>
    JSON.stringify({ id: "evt_1", object: "event", type: "listing.sold", data: { object: { id: filling } } });
  return event("x".repeat(bytes - event("").length));
}

/** @returns calls a second of each way, by round */
function measureInTurn(
  contenders: Readonly<Record<string, Contender>>,
  rounds: number,
): Record<string, number[]> {
  const names = Object.keys(contenders);
  const rates: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    // Each round begins with another, so that none always follows the same one's garbage.
    const order = names.map((_name, index) => names[(index + round) % names.length] ?? "");
    for (const name of order) {
      const rate = rateOf(contenders[name] ?? (() => undefined));
      // The first round warms up.
      if (round > 0) rates[name]?.push(rate);
    }
  }
  return rates;
}

function rateOf(call: Contender): number {
  const begun = performance.now();
  let calls = 0;
  let elapsed = 0;
  while (elapsed < SLICE_MS) {
    for (let index = 0; index < 20; index += 1) call();
    calls += 20;
    elapsed = performance.now() - begun;
  }
  return (calls / elapsed) * 1000;
}
