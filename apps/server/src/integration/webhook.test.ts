import { eventTypes } from "@wth/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EndpointUrlError } from "../delivery/endpoint-url.ts";
import { UnsealError } from "../secrets/keyring.ts";
import { secretContext } from "../secrets/webhook-secret.ts";
import { readChecked } from "../test/contract.ts";
import { createTestDealer, type TestDealer } from "../test/dealer.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import {
  checkSubscriptions,
  SubscriptionError,
  setWebhook,
  subscriptions,
  type WebhookSettings,
} from "./webhook.ts";

const SECRET = /^whsec_[A-Za-z0-9+/]{43}=$/;

describe("subscriptions", () => {
  it("can be to everything, to each namespace, and to each event", () => {
    expect([...subscriptions].sort()).toEqual(
      ["*", "customer.*", "integration.*", "listing.*", "order.*", ...eventTypes].sort(),
    );
  });

  it.each([
    [["*"], ["*"]],
    [["listing.*"], ["listing.*"]],
    [["order.cancelled"], ["order.cancelled"]],
    [
      ["*", "listing.*", "order.cancelled"],
      ["*", "listing.*", "order.cancelled"],
    ],
    [
      ["order.received", "listing.sold", "order.received"],
      ["order.received", "listing.sold"],
    ],
    [["*", "*"], ["*"]],
    [[...subscriptions], [...subscriptions]],
  ])("to %j are accepted", (events, checked) => {
    expect(checkSubscriptions(events)).toEqual(checked);
  });

  it.each([
    "",
    " ",
    "**",
    "*.*",
    ".*",
    "listing",
    "listing.",
    "listing.**",
    "listings.*",
    "Listing.*",
    " listing.*",
    "listing.sold ",
    "listing.sold\n",
    "listing.stolen",
    "listing.*,order.*",
    "__proto__",
    "toString",
  ])("to %j are refused, also beside known ones", (event) => {
    for (const events of [[event], ["*", event], [event, "order.*"]]) {
      expect(() => checkSubscriptions(events)).toThrow(
        new SubscriptionError(`${event} is not an event. Choose from: ${subscriptions.join(", ")}.`),
      );
    }
  });

  it("to nothing are refused", () => {
    expect(() => checkSubscriptions([])).toThrow(
      new SubscriptionError(`No event is chosen. Choose from: ${subscriptions.join(", ")}.`),
    );
  });
});

describe("setWebhook", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const url = "https://example.com/hook";
  const set = ({ integrationId }: TestDealer, settings: WebhookSettings, allowInsecure = false) =>
    server.database.prismaTransaction((tx) =>
      setWebhook(tx, server.keyring, integrationId, settings, allowInsecure),
    );
  const endpointOf = ({ integrationId }: TestDealer) =>
    server.database.prisma.webhookEndpoint.findUniqueOrThrow({ where: { integrationId } });
  const openedSecret = async (dealer: TestDealer) => {
    const { id, secret } = await endpointOf(dealer);
    return server.keyring.open(secret ?? "", secretContext(id));
  };
  const shown = async (dealer: TestDealer) => readChecked("getMe", await dealer.call("GET", "/me"));

  it("makes the secret the first time, and never shows it again", async () => {
    const dealer = await createTestDealer(server);
    const secret = await set(dealer, { url });
    expect(secret).toMatch(SECRET);
    expect(Buffer.from(secret?.slice(6) ?? "", "base64")).toHaveLength(32);
    expect(await set(dealer, { url })).toBeNull();
    expect(await set(dealer, { url: "https://example.com/elsewhere" })).toBeNull();
    expect(await openedSecret(dealer)).toBe(secret);
    expect(JSON.stringify(await shown(dealer))).not.toMatch(/whsec_|secret/);
  });

  it("makes each endpoint a secret of its own", async () => {
    const dealers = [await createTestDealer(server), await createTestDealer(server)];
    const [one, other] = await Promise.all(dealers.map((dealer) => set(dealer, { url })));
    expect(one).toMatch(SECRET);
    expect(other).toMatch(SECRET);
    expect(one).not.toBe(other);
  });

  it("stores the secret sealed, and for this endpoint only", async () => {
    const [dealer, neighbour] = [await createTestDealer(server), await createTestDealer(server)];
    const secret = (await set(dealer, { url })) ?? "";
    const { secret: sealed } = await endpointOf(dealer);
    expect(sealed).toMatch(/^test\.[\w-]+$/);
    const { rows } = await server.database.pool.query(
      "SELECT to_jsonb(w)::text AS stored FROM webhook_endpoints w WHERE integration_id = $1",
      [dealer.integrationId],
    );
    expect(rows[0].stored).toContain(sealed);
    const bytes = Buffer.from(secret.slice(6), "base64");
    for (const form of ["whsec_", secret.slice(6), bytes.toString("base64url"), bytes.toString("hex")]) {
      expect(rows[0].stored).not.toContain(form);
    }
    const { id } = await endpointOf(neighbour);
    expect(() => server.keyring.open(sealed ?? "", secretContext(id))).toThrow(UnsealError);
  });

  it.each<[string, WebhookSettings, string[]]>([
    ["everything unless told otherwise", { url }, ["*"]],
    ["what is chosen", { url, events: ["listing.*", "order.cancelled"] }, ["listing.*", "order.cancelled"]],
    ["what is chosen, once", { url, events: ["order.*", "order.*"] }, ["order.*"]],
  ])("subscribes to %s", async (_name, settings, subscribed_events) => {
    const dealer = await createTestDealer(server);
    await set(dealer, settings);
    expect(await shown(dealer)).toMatchObject({ subscribed_events, webhook: { url } });
  });

  it("leaves the subscriptions as they are when it is not given any", async () => {
    const dealer = await createTestDealer(server);
    await set(dealer, { url, events: ["listing.sold"] });
    await set(dealer, { url: "https://example.com/moved" });
    expect(await shown(dealer)).toMatchObject({
      subscribed_events: ["listing.sold"],
      webhook: { url: "https://example.com/moved" },
    });
  });

  it.each<[string, WebhookSettings, new () => Error]>([
    ["http", { url: "http://example.com/hook" }, EndpointUrlError],
    ["this machine", { url: "https://127.0.0.1:9999/" }, EndpointUrlError],
    ["no URL", { url: "example.com" }, EndpointUrlError],
    ["no event", { url: "https://example.com/moved", events: ["listing.stolen"] }, SubscriptionError],
    ["nothing to hear of", { url: "https://example.com/moved", events: [] }, SubscriptionError],
  ])("changes nothing when given %s", async (_name, settings, error) => {
    const dealer = await createTestDealer(server);
    await set(dealer, { url, events: ["order.*"] });
    const before = await endpointOf(dealer);
    await expect(set(dealer, settings)).rejects.toThrow(error);
    expect(await endpointOf(dealer)).toEqual(before);
  });

  it("takes this machine and http in development only", async () => {
    const dealer = await createTestDealer(server);
    const local = { url: "http://localhost:3001/hook" };
    await expect(set(dealer, local)).rejects.toThrow(EndpointUrlError);
    expect(await set(dealer, local, true)).toMatch(SECRET);
    expect(await endpointOf(dealer)).toMatchObject(local);
  });

  describe("by two at once", () => {
    const a: WebhookSettings = { url: "https://example.com/a", events: ["listing.*"] };
    const b: WebhookSettings = { url: "https://example.com/b", events: ["order.*"] };

    it("makes one secret, which is the one that is stored, and keeps what one of them said", async () => {
      for (let round = 0; round < 5; round += 1) {
        const dealer = await createTestDealer(server);
        const given = (await Promise.all([a, b].map((each) => set(dealer, each)))).filter(
          (secret) => secret !== null,
        );
        expect(given).toEqual([await openedSecret(dealer)]);
        const { url: finalUrl, subscribedEvents } = await endpointOf(dealer);
        expect([a, b]).toContainEqual({ url: finalUrl, events: subscribedEvents });
      }
    });

    it("has the second wait for the first, see its secret, and win", async () => {
      const dealer = await createTestDealer(server);
      let second: Promise<string | null> = Promise.resolve(null);
      let ended = false;
      const first = await server.database.prismaTransaction(async (tx) => {
        const secret = await setWebhook(tx, server.keyring, dealer.integrationId, a, false);
        second = set(dealer, b).finally(() => {
          ended = true;
        });
        // Long enough to be done, if it did not wait.
        await new Promise((resolve) => setTimeout(resolve, 200));
        expect(ended).toBe(false);
        return secret;
      });
      expect(first).toMatch(SECRET);
      expect(await second).toBeNull();
      expect(await openedSecret(dealer)).toBe(first);
      expect(await endpointOf(dealer)).toMatchObject({ url: b.url, subscribedEvents: b.events });
    });

    it("gives the secret to the second when the first is rolled back", async () => {
      const dealer = await createTestDealer(server);
      let second: Promise<string | null> = Promise.resolve(null);
      const first = server.database.prismaTransaction(async (tx) => {
        await setWebhook(tx, server.keyring, dealer.integrationId, a, false);
        second = set(dealer, b);
        await new Promise((resolve) => setTimeout(resolve, 100));
        throw new Error("Something else went wrong.");
      });
      await expect(first).rejects.toThrow("Something else went wrong.");
      const secret = await second;
      expect(secret).toMatch(SECRET);
      expect(await openedSecret(dealer)).toBe(secret);
      expect(await endpointOf(dealer)).toMatchObject({ url: b.url, subscribedEvents: b.events });
    });
  });
});
