import { safeVerify } from "@watchtraderhub/webhook-verifier";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { secretContext } from "../secrets/webhook-secret.ts";
import { createTestDealer, type TestDealer } from "../test/dealer.ts";
import { headerOf, type Received, type Receiver, startReceiver } from "../test/receiver.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import {
  endGrace,
  type RotatedSecret,
  replaceNewestSecret,
  rotateSecret,
  SecretRotationError,
} from "./rotate-secret.ts";
import { setWebhook } from "./webhook.ts";

const SECRET = /^whsec_[A-Za-z0-9+/]{43}=$/;
const HOUR = 3_600;

let server: TestServer;
let receiver: Receiver;
let dealer: TestDealer;
beforeAll(async () => {
  server = await startTestServer();
  // One worker for all: what it keeps of secrets must not outlive a rotation.
  server.startWorker({ WTH_RETRY_SCHEDULE: "0,1" });
});
afterAll(() => server.close());
beforeEach(async () => {
  receiver = await startReceiver();
  dealer = await createTestDealer(server, { webhookUrl: receiver.url });
});
afterEach(() => receiver.close());

const rotate = (graceSeconds?: number) =>
  server.database.prismaTransaction((tx) =>
    rotateSecret(tx, server.keyring, dealer.integrationId, graceSeconds),
  );
const replaceNewest = () =>
  server.database.prismaTransaction((tx) => replaceNewestSecret(tx, server.keyring, dealer.integrationId));
const end = () => server.database.prismaTransaction((tx) => endGrace(tx, dealer.integrationId));
const endpoint = () =>
  server.database.prisma.webhookEndpoint.findUniqueOrThrow({
    where: { integrationId: dealer.integrationId },
  });

/** The secrets that are kept, opened, the newest first. */
async function kept(): Promise<string[]> {
  const { id, secret, previousSecret } = await endpoint();
  return [secret, previousSecret].flatMap((sealed) =>
    sealed === null ? [] : server.keyring.open(sealed, secretContext(id)),
  );
}

/** A fresh delivery, as it arrives. */
async function deliver(): Promise<Received> {
  const count = receiver.received.length + 1;
  expect((await dealer.call("POST", "/test/webhook_ping")).status).toBe(202);
  const delivery = (await receiver.arrivals(count)).at(-1);
  if (delivery === undefined) throw new Error("A delivery was to arrive.");
  return delivery;
}

/** Whether a delivery is signed with exactly these secrets, in their order, by both kinds of signature. */
function expectSignedWith(delivery: Received, secrets: readonly string[]): void {
  const [time = "", ...ours] = headerOf(delivery, "x-wth-signature").split(",");
  const standard = headerOf(delivery, "webhook-signature").split(" ");
  expect([ours.length, standard.length]).toEqual([secrets.length, secrets.length]);
  expect(headerOf(delivery, "wth-signature")).toBe([time, ...ours].join(","));
  const { body } = delivery;
  for (const [index, secret] of secrets.entries()) {
    // As it came, which is how a receiver gets it; and each signature alone, which shows the order.
    for (const headers of [delivery.headers, { "x-wth-signature": `${time},${ours[index]}` }]) {
      expect(safeVerify({ body, headers, secrets: secret })).toMatchObject({ ok: true });
    }
    for (const signature of [standard.join(" "), standard[index] ?? ""]) {
      const headers = {
        "webhook-id": headerOf(delivery, "webhook-id"),
        "webhook-timestamp": headerOf(delivery, "webhook-timestamp"),
        "webhook-signature": signature,
      };
      expect(new Webhook(secret).verify(body, headers)).toMatchObject({ object: "event" });
    }
  }
}

/** Whether a delivery is refused by those who know only this secret. */
function expectNotSignedWith(delivery: Received, secret: string): void {
  const { body, headers } = delivery;
  expect(safeVerify({ body, headers, secrets: secret })).toMatchObject({ ok: false, code: "no_match" });
  expect(() =>
    new Webhook(secret).verify(body, {
      "webhook-id": headerOf(delivery, "webhook-id"),
      "webhook-timestamp": headerOf(delivery, "webhook-timestamp"),
      "webhook-signature": headerOf(delivery, "webhook-signature"),
    }),
  ).toThrow();
}

function expectGraceOf({ graceEndsAt }: RotatedSecret, seconds: number): void {
  const left = ((graceEndsAt?.getTime() ?? 0) - Date.now()) / 1_000;
  expect(left).toBeLessThanOrEqual(seconds + 1);
  expect(left).toBeGreaterThan(seconds - 30);
}

describe("rotating", () => {
  it("has both secrets sign, the newest first, and after the grace period only the new one", async () => {
    expectSignedWith(await deliver(), [dealer.secret]);
    const rotated = await rotate();
    expect(rotated.secret).toMatch(SECRET);
    expect(rotated.endedGrace).toBe(false);
    expectGraceOf(rotated, 24 * HOUR);
    expectSignedWith(await deliver(), [rotated.secret, dealer.secret]);

    const data = { previousSecretUntil: new Date(Date.now() - 1) };
    await server.database.prisma.webhookEndpoint.update({ where: { id: (await endpoint()).id }, data });
    const after = await deliver();
    expectSignedWith(after, [rotated.secret]);
    expectNotSignedWith(after, dealer.secret);
  });

  it("ends the old secret at once when there is no grace period", async () => {
    expectSignedWith(await deliver(), [dealer.secret]);
    const rotated = await rotate(0);
    expect(rotated.graceEndsAt).toBeNull();
    const after = await deliver();
    expectSignedWith(after, [rotated.secret]);
    expectNotSignedWith(after, dealer.secret);
    expect(await kept()).toEqual([rotated.secret]);
  });

  it("signs a retry with what is live then, whatever its first attempt was signed with", async () => {
    receiver.answer = (_, arrival) => ({ status: arrival === 1 ? 500 : 200 });
    expectSignedWith(await deliver(), [dealer.secret]);
    const { secret } = await rotate(0);
    const [first, retry] = await receiver.arrivals(2);
    if (first === undefined || retry === undefined) throw new Error("Two attempts were to arrive.");
    expect(retry.headers["x-wth-delivery-id"]).toBe(first.headers["x-wth-delivery-id"]);
    expectSignedWith(retry, [secret]);
  });

  it("works while a grace period runs: the secret before the previous one stops signing at once", async () => {
    const second = await rotate(7 * 24 * HOUR);
    const third = await rotate(HOUR);
    expect(third.endedGrace).toBe(true);
    expectGraceOf(third, HOUR);
    const delivery = await deliver();
    expectSignedWith(delivery, [third.secret, second.secret]);
    expectNotSignedWith(delivery, dealer.secret);
    expect(await kept()).toEqual([third.secret, second.secret]);
  });

  it("without a grace period ends one that runs, too", async () => {
    const second = await rotate();
    const third = await rotate(0);
    expect(third.endedGrace).toBe(true);
    const delivery = await deliver();
    expectSignedWith(delivery, [third.secret]);
    for (const ended of [dealer.secret, second.secret]) expectNotSignedWith(delivery, ended);
  });

  it("does not speak of a grace period that is over and not cleared away yet", async () => {
    await rotate(1);
    const data = { previousSecretUntil: new Date(Date.now() - 1) };
    await server.database.prisma.webhookEndpoint.update({ where: { id: (await endpoint()).id }, data });
    expect((await rotate()).endedGrace).toBe(false);
  });

  it("five times at once leaves the two last ones, each shown to one caller", async () => {
    const rotated = await Promise.all([1, 2, 3, 4, 5].map(() => rotate(HOUR)));
    const live = await kept();
    const shown = rotated.map(({ secret }) => secret);
    expect(new Set(shown).size).toBe(5);
    expect(new Set(live).size).toBe(2);
    for (const secret of live) expect(shown).toContain(secret);
    expect(rotated.filter(({ endedGrace }) => !endedGrace)).toHaveLength(1);
    expectSignedWith(await deliver(), live);
  });

  it("and all else that changes the secrets, at once, leaves what was shown last", async () => {
    await rotate(HOUR);
    const url = `${receiver.url}/other`;
    const results = await Promise.all([
      rotate(HOUR),
      end(),
      rotate(0),
      server.database.prismaTransaction((tx) =>
        setWebhook(tx, server.keyring, dealer.integrationId, { url }, true),
      ),
      rotate(HOUR),
    ]);
    const shown = results.flatMap((each) => (typeof each === "object" && each !== null ? each.secret : []));
    const live = await kept();
    for (const secret of live) expect(shown).toContain(secret);
    expectSignedWith(await deliver(), live);
  });

  it.each([-1, -0.5, 0.5, 7 * 24 * HOUR + 1, Number.NaN, Number.POSITIVE_INFINITY])(
    "with a grace period of %d seconds is refused, and changes nothing",
    async (graceSeconds) => {
      const before = await endpoint();
      await expect(rotate(graceSeconds)).rejects.toThrow(
        new SecretRotationError("A grace period lasts whole seconds, from 0 to 7 days. Choose another."),
      );
      expect(await endpoint()).toEqual(before);
    },
  );

  it.each([1, 7 * 24 * HOUR])("with a grace period of %d seconds is accepted", async (graceSeconds) => {
    expectGraceOf(await rotate(graceSeconds), graceSeconds);
  });

  it("before there is a secret is refused", async () => {
    dealer = await createTestDealer(server);
    for (const attempt of [rotate, replaceNewest]) {
      await expect(attempt()).rejects.toThrow(
        new SecretRotationError(
          "There is no signing secret to rotate yet. The first one is made when the webhook URL is set.",
        ),
      );
    }
    expect(await endpoint()).toMatchObject({ secret: null, previousSecret: null });
  });
});

describe("ending a grace period early", () => {
  it("leaves only the newest secret, at once", async () => {
    const { secret } = await rotate();
    expectSignedWith(await deliver(), [secret, dealer.secret]);
    expect(await end()).toBe(true);
    const after = await deliver();
    expectSignedWith(after, [secret]);
    expectNotSignedWith(after, dealer.secret);
    expect(await kept()).toEqual([secret]);
  });

  it("changes nothing when none runs", async () => {
    expect(await end()).toBe(false);
    expect(await kept()).toEqual([dealer.secret]);
    await rotate();
    const data = { previousSecretUntil: new Date(Date.now() - 1) };
    await server.database.prisma.webhookEndpoint.update({ where: { id: (await endpoint()).id }, data });
    expect(await end()).toBe(false);
    expect(await kept()).toHaveLength(1);
  });
});

describe("replacing a newest secret that was lost", () => {
  it("lets the previous one sign on, until the grace period ends as it was to", async () => {
    const lost = await rotate(HOUR);
    const found = await replaceNewest();
    expect(found.graceEndsAt).toEqual(lost.graceEndsAt);
    const delivery = await deliver();
    expectSignedWith(delivery, [found.secret, dealer.secret]);
    expectNotSignedWith(delivery, lost.secret);
  });

  it("is refused when no grace period runs", async () => {
    await expect(replaceNewest()).rejects.toThrow(SecretRotationError);
    expect(await kept()).toEqual([dealer.secret]);
  });
});
