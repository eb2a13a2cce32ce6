import express from "express";
import fastify from "fastify";
import { type Context, Hono } from "hono";
import { afterEach, describe, expect, expectTypeOf, it } from "vitest";
import type { WebhookHandler, WebhookOptions } from "./adapter.ts";
import { webhookHandler as expressHandler } from "./express.ts";
import { webhookPlugin } from "./fastify.ts";
import { webhookHandler as fetchHandler } from "./fetch.ts";
import { webhookHandler as honoHandler } from "./hono.ts";
import { webhookHandler as nextHandler } from "./next.ts";
import { signTestHeaders, type WebhookEvent } from "./node.ts";
import { deliveryOf, SECRET, type TestRequest } from "./testing/delivery.ts";
import { serve } from "./testing/serve.ts";

/** A receiver, asked in the way of its framework. */
type Send = (request: TestRequest) => Promise<Response>;
type Start = (options: WebhookOptions<unknown>, handler: WebhookHandler<unknown>) => Promise<Send>;

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function sendTo(app: ReturnType<typeof express>): Promise<Send> {
  const server = await serve(app);
  closing.push(server.close);
  return (request) => fetch(`${server.url}/webhooks/wth`, request);
}

const asRequest = (request: TestRequest) => new Request("https://shop.example/webhooks/wth", request);

const frameworks: Record<string, Start> = {
  Express: (options, handler) => sendTo(express().post("/webhooks/wth", expressHandler(options, handler))),
  "Express, after express.raw()": (options, handler) =>
    sendTo(express().post("/webhooks/wth", express.raw({ type: "*/*" }), expressHandler(options, handler))),
  Fastify: async (options, handler) => {
    const app = fastify();
    await app.register(webhookPlugin, { path: "/webhooks/wth", handler, ...options });
    closing.push(() => app.close());
    const url = await app.listen({ port: 0, host: "127.0.0.1" });
    return (request) => fetch(`${url}/webhooks/wth`, request);
  },
  Hono: async (options, handler) => {
    const app = new Hono()
      .post("/webhooks/wth", honoHandler(options, handler))
      .onError((error, context) => context.text(error.message, 500));
    return async (request) => app.request("/webhooks/wth", request);
  },
  fetch: async (options, handler) => {
    const receive = fetchHandler(options, handler);
    return async (request) => receive(asRequest(request)).catch(() => new Response(null, { status: 500 }));
  },
  "Next.js": async (options, handler) => {
    const POST = nextHandler(options, handler);
    return async (request) => POST(asRequest(request)).catch(() => new Response(null, { status: 500 }));
  },
};

describe.each(Object.entries(frameworks))("%s", (_name, start) => {
  const silent = { secrets: SECRET };

  it("hands over the event of the bytes that came, and answers 204", async () => {
    const seen: unknown[] = [];
    const send = await start(silent, (event, { timestamp, matchedSecretIndex }) => {
      seen.push({ id: event.id, type: event.type, matchedSecretIndex, isTime: timestamp > 1_700_000_000 });
    });
    const response = await send(deliveryOf({ name: "Zoë ⌚" }));
    expect(response.status).toBe(204);
    await expect(response.text()).resolves.toBe("");
    expect(seen).toEqual([{ id: "evt_1", type: "listing.sold", matchedSecretIndex: 0, isTime: true }]);
  });

  it("waits for the handler", async () => {
    let done = false;
    const send = await start(silent, async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      done = true;
    });
    expect((await send(deliveryOf())).status).toBe(204);
    expect(done).toBe(true);
  });

  it.each([
    ["another secret", () => deliveryOf({}, SECRET.toUpperCase()), 400, "no_match"],
    ["a changed body", () => ({ ...deliveryOf(), body: "{}" }), 400, "no_match"],
    ["an empty body", () => ({ ...deliveryOf(), body: "" }), 400, "no_match"],
    ["no signature", () => ({ ...deliveryOf(), headers: {} }), 400, "missing_header"],
    [
      "a broken signature",
      () => ({ ...deliveryOf(), headers: { "x-wth-signature": "t=1" } }),
      400,
      "malformed_header",
    ],
  ])("refuses %s with its code, without calling the handler", async (_case, request, status, code) => {
    const refused: string[] = [];
    const onRefused = ({ code: reason }: { code: string }) => refused.push(reason);
    const send = await start({ ...silent, onRefused }, () => {
      throw new Error("must not be called");
    });
    const response = await send(request());
    expect([response.status, await response.text()]).toEqual([status, code]);
    expect(refused).toEqual([code]);
  });

  it("calls a missing secret a mistake of its own", async () => {
    const send = await start({ secrets: undefined }, () => undefined);
    const response = await send(deliveryOf());
    expect([response.status, await response.text()]).toEqual([500, "weak_secret"]);
  });

  it("fails when the handler fails, so that the event comes again", async () => {
    const send = await start(silent, async () => {
      throw new Error("the database is away");
    });
    expect((await send(deliveryOf())).status).toBe(500);
  });

  it("finds the secrets for each request", async () => {
    const send = await start({ secrets: async () => [SECRET.toUpperCase(), SECRET] }, () => undefined);
    expect((await send(deliveryOf())).status).toBe(204);
  });

  it("refuses a replay with an asynchronous store, and lets a retry pass", async () => {
    const claimed = new Map<string, number>();
    const replayStore = {
      claim: async (signature: string, lifetime: number) =>
        !claimed.has(signature) && claimed.set(signature, lifetime) !== undefined,
    };
    let calls = 0;
    const send = await start({ ...silent, replayStore }, () => {
      calls += 1;
    });
    const delivery = deliveryOf();
    expect((await send(delivery)).status).toBe(204);
    const replayed = await send(delivery);
    expect([replayed.status, await replayed.text()]).toEqual([400, "replayed"]);
    const soon = Math.floor(Date.now() / 1000) + 5;
    const retry = { ...delivery, headers: headersAt(delivery.body, soon) };
    expect((await send(retry)).status).toBe(204);
    expect(calls).toBe(2);
    expect([...claimed.values()]).toEqual([601, 601]);
  });
});

function headersAt(body: string, timestamp: number): Record<string, string> {
  return signTestHeaders({ body, secrets: SECRET, timestamp });
}

describe("a body that was read before", () => {
  const handler = () => undefined;

  it("is refused by Express with a code", async () => {
    const send = await sendTo(
      express()
        .use(express.json())
        .post("/webhooks/wth", expressHandler({ secrets: SECRET }, handler)),
    );
    const response = await send(deliveryOf());
    expect([response.status, await response.text()]).toEqual([500, "parsed_body"]);
  });

  it("is taken from rawBody where the platform keeps it", async () => {
    const app = express().use(
      express.json({
        verify: (request, _response, buffer) => {
          Object.assign(request, { rawBody: buffer });
        },
      }),
    );
    const send = await sendTo(app.post("/webhooks/wth", expressHandler({ secrets: SECRET }, handler)));
    expect((await send(deliveryOf())).status).toBe(204);
  });

  it("is refused by fetch and Hono with advice", async () => {
    const request = asRequest(deliveryOf());
    await request.json();
    await expect(fetchHandler({ secrets: SECRET }, handler)(request)).rejects.toThrow(/clone\(\)/);
    const app = new Hono()
      .use(async (context, next) => {
        await context.req.json();
        await next();
      })
      .post("/webhooks/wth", honoHandler({ secrets: SECRET }, handler))
      .onError((error, context) => context.text(error.message, 500));
    await expect((await app.request("/webhooks/wth", deliveryOf())).text()).resolves.toMatch(/read before/);
  });

  it("does not keep other routes of Fastify from parsing", async () => {
    const app = fastify();
    await app.register(webhookPlugin, { path: "/webhooks/wth", secrets: SECRET, handler });
    app.post("/other", async (request) => request.body);
    const answer = await app.inject({ method: "POST", url: "/other", payload: { a: 1 } });
    expect(answer.json()).toEqual({ a: 1 });
    await app.close();
  });
});

describe("a body that is too large", () => {
  it.each(["Express", "Hono", "fetch", "Next.js"])("is refused by %s without being kept", async (name) => {
    const send = await frameworks[name]?.({ secrets: SECRET }, () => undefined);
    const response = await send?.({ ...deliveryOf(), body: "x".repeat(2 * 1024 * 1024) });
    expect([response?.status, await response?.text()]).toEqual([413, "body_too_large"]);
  });

  it("is not read to its end", async () => {
    let chunks = 0;
    let isCancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        chunks += 1;
        controller.enqueue(new Uint8Array(64 * 1024));
      },
      cancel: () => {
        isCancelled = true;
      },
    });
    const init = { method: "POST", body: endless, duplex: "half" } as const;
    const response = await fetchHandler(
      { secrets: SECRET },
      () => undefined,
    )(new Request("https://shop.example/webhooks/wth", init));
    expect(response.status).toBe(413);
    expect({ isCancelled, areFew: chunks < 20 }).toEqual({ isCancelled: true, areFew: true });
  });
});

describe("types", () => {
  it("give handlers the frameworks' own contexts", () => {
    const app = new Hono<{ Bindings: { WTH_WEBHOOK_SECRET: string } }>();
    app.post(
      "/webhooks/wth",
      honoHandler(
        {
          secrets: (context: Context<{ Bindings: { WTH_WEBHOOK_SECRET: string } }>) =>
            context.env.WTH_WEBHOOK_SECRET,
        },
        (event, _delivery, context) => {
          expectTypeOf(context.env.WTH_WEBHOOK_SECRET).toBeString();
          if (event.type === "order.received") expectTypeOf(event.data.object.line_items).toBeArray();
        },
      ),
    );
    express().post(
      "/webhooks/:shop",
      expressHandler(
        { secrets: (request: express.Request) => request.params.shop?.toString() },
        (event, _delivery, request) => {
          expectTypeOf(request.ip).toEqualTypeOf<string | undefined>();
          expectTypeOf(event).toEqualTypeOf<WebhookEvent>();
        },
      ),
    );
    expectTypeOf(nextHandler).parameter(1).toBeFunction();
    // @ts-expect-error the secrets must be given
    nextHandler({}, () => undefined);
  });
});
