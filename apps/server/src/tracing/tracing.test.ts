import { createServer, type Server } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDealer } from "../test/dealer.ts";
import { type Receiver, startReceiver } from "../test/receiver.ts";
import { startTestServer, type TestServer } from "../test/server.ts";

/** A span as a collector gets it (https://github.com/open-telemetry/opentelemetry-proto, trace.proto, as JSON). */
interface Span {
  name: string;
  traceId: string;
  parentSpanId?: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  status: { code?: number; message?: string };
  attributes: { key: string; value: Record<string, unknown> }[];
}
interface Export {
  resourceSpans: { resource: Pick<Span, "attributes">; scopeSpans: { spans: Span[] }[] }[];
}

const attributesOf = ({ attributes }: Pick<Span, "attributes">) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

/** A collector on this machine, that keeps what it gets. */
async function startCollector() {
  const exports: Export[] = [];
  let status = 200;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      if (request.url === "/v1/traces") exports.push(JSON.parse(Buffer.concat(chunks).toString()));
      response.writeHead(status, { "content-type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    server,
    url: `http://127.0.0.1:${portOf(server)}`,
    services: () =>
      exports.flatMap(({ resourceSpans }) => resourceSpans.map(({ resource }) => attributesOf(resource))),
    spans: () =>
      exports.flatMap(({ resourceSpans }) =>
        resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
      ),
    answerWith: (other: number) => {
      status = other;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : Number.NaN;
}

let collector: Awaited<ReturnType<typeof startCollector>>;
let receiver: Receiver;
let server: TestServer;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.close());
beforeEach(async () => {
  collector = await startCollector();
  server = await startTestServer({ OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/` });
});
afterEach(() => collector.close());

/** All spans: a server that stops sends what waits. */
async function spansAtTheEnd(): Promise<Span[]> {
  await server.close();
  return collector.spans();
}

describe("requests", () => {
  const TRACE = "0af7651916cd43dd8448eb211c80319c";
  const PARENT = "b7ad6b7169203331";

  it("are spans named by their operation, in the caller's trace", async () => {
    const dealer = await createTestDealer(server);
    const get = (path: string, traceparent: string) =>
      fetch(`${server.baseUrl}${path}`, {
        headers: { authorization: `Bearer ${dealer.apiKey}`, traceparent },
      });
    const { headers } = await get("/orders/018f0000-0000-7000-8000-000000000000", `00-${TRACE}-${PARENT}-01`);
    for (const hostile of ["00-zz", `00-${"0".repeat(32)}-${PARENT}-01`, `00-${TRACE}-${"0".repeat(16)}-01`])
      await get("/me", hostile);
    const spans = await spansAtTheEnd();
    const order = spans.find(({ name }) => name === "getOrder");
    expect(order).toMatchObject({ traceId: TRACE, parentSpanId: PARENT, status: { code: 0 } });
    expect(order && attributesOf(order)).toEqual({
      "http.request.method": "GET",
      "http.response.status_code": 404,
      "error.type": "resource_not_found",
      "wth.request_id": headers.get("x-request-id"),
    });
    const others = spans.filter(({ name }) => name === "getMe");
    expect(others).toHaveLength(3);
    for (const span of others) expect([TRACE, "0".repeat(32)]).not.toContain(span.traceId);
    expect(new Set(collector.services().map((service) => service["service.name"]))).toEqual(
      new Set(["watchtraderhub"]),
    );
  });

  it("say nothing that is secret, or that a caller has written", async () => {
    const dealer = await createTestDealer(server);
    await fetch(`${server.baseUrl}/listings?after=not-a-cursor-7f3a`, {
      headers: { authorization: `Bearer ${dealer.apiKey}` },
    });
    const sent = JSON.stringify(await spansAtTheEnd());
    expect(sent).toContain("listListings");
    for (const word of [dealer.apiKey, "not-a-cursor-7f3a"]) expect(sent).not.toContain(word);
  });
});

describe("attempts", () => {
  it("are spans in the trace of their event, over all attempts", async () => {
    receiver.answer = (_, arrival) => ({ status: arrival === 1 ? 500 : 200 });
    server.startWorker({ WTH_RETRY_SCHEDULE: "0,0.1" });
    const dealer = await createTestDealer(server, { webhookUrl: receiver.url });
    expect((await dealer.call("POST", "/test/webhook_ping")).status).toBe(202);
    const [first] = await receiver.arrivals(2);
    const eventId = String(first?.headers["x-wth-event-id"]);
    const queued = async () => (await server.database.pool.query("SELECT FROM delivery_queue")).rowCount;
    await expect.poll(queued, { timeout: 10_000 }).toBe(0);
    const attempts = (await spansAtTheEnd()).filter(({ name }) => name === "delivery attempt");
    expect(attempts.map(attributesOf)).toMatchObject([
      {
        "wth.attempt": 1,
        "wth.outcome": "failed",
        "http.response.status_code": 500,
        "error.type": "http_status",
      },
      { "wth.attempt": 2, "wth.outcome": "delivered", "http.response.status_code": 200 },
    ]);
    for (const span of attempts) {
      expect(span.traceId).toBe(eventId.slice("evt_".length));
      expect(attributesOf(span)).toMatchObject({
        "wth.event_id": eventId,
        "wth.event_type": "integration.test_event",
        "wth.delivery_id": first?.headers["x-wth-delivery-id"],
      });
      expect(BigInt(span.endTimeUnixNano)).toBeGreaterThan(BigInt(span.startTimeUnixNano));
    }
    expect(attempts.map(({ status }) => status.code)).toEqual([2, 0]);
    expect(JSON.stringify(attempts)).not.toContain("whsec_");
  });
});

describe("a collector that is no good", () => {
  it.each([503, 400])("and answers %i holds up nothing", async (status) => {
    collector.answerWith(status);
    const dealer = await createTestDealer(server);
    expect((await dealer.call("GET", "/me")).status).toBe(200);
    await server.close();
  });

  it("and is away holds up nothing", async () => {
    await collector.close();
    const dealer = await createTestDealer(server);
    expect((await dealer.call("GET", "/me")).status).toBe(200);
    await server.close();
  });
});
