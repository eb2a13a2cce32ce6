import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makePast } from "../recovery/testing.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { type Browser, createDashboardDealer, type DashboardDealer, signedInBrowser } from "./testing.ts";

let server: TestServer;
let dealer: DashboardDealer;
beforeAll(async () => {
  server = await startTestServer({ WTH_TRUST_PROXY: "1" });
  dealer = await createDashboardDealer(server, { webhookUrl: "http://127.0.0.1:1024/none" });
});
afterAll(() => server.close());

const SOON = { timeout: 5_000 };

/** A stream that is read as it comes. */
class Heard {
  text = "";
  isOver = false;
  readonly #stop = new AbortController();

  static async open(browser: Browser): Promise<Heard> {
    const response = await browser.call("GET", "/delivery_stream");
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("no-store");
    const heard = new Heard();
    void heard.#read(response);
    // Every stream hears once that it should look.
    await expect.poll(() => heard.changes(), SOON).toBe(1);
    return heard;
  }

  changes(): number {
    return this.text.split("event: changed").length - 1;
  }

  close(): void {
    this.#stop.abort();
  }

  async #read({ body }: Response): Promise<void> {
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
    this.#stop.signal.addEventListener("abort", () => void reader?.cancel());
    for (;;) {
      const chunk = await reader?.read().catch(() => undefined);
      if (chunk === undefined || chunk.done) break;
      this.text += chunk.value;
    }
    this.isOver = true;
  }
}

const quiet = () => new Promise((resolve) => setTimeout(resolve, 1_500));

describe("the stream of deliveries", () => {
  it("says when a delivery comes, and when it changes, and tells nothing of it", async () => {
    const browser = await signedInBrowser(server, dealer);
    const heard = await Heard.open(browser);
    const [id = ""] = await makePast(server, dealer, 1, { status: "failed", livemode: true });
    await expect.poll(() => heard.changes(), SOON).toBe(2);
    await browser.call("POST", `/deliveries/${id}/cancel`);
    await expect.poll(() => heard.changes(), SOON).toBe(3);
    expect(heard.text).not.toContain(id);
    heard.close();
  });

  it("does not tell of another dealer's, nor of test data that the dealer does not want to see", async () => {
    const other = await createDashboardDealer(server, { webhookUrl: "http://127.0.0.1:1024/none" });
    const browser = await signedInBrowser(server, dealer);
    const [own, theirs] = [await Heard.open(browser), await Heard.open(await signedInBrowser(server, other))];
    await makePast(server, dealer, 1, { status: "dead_letter", livemode: false });
    await makePast(server, other, 1, { status: "dead_letter", livemode: true });
    await expect.poll(() => theirs.changes(), SOON).toBe(2);
    await quiet();
    expect(own.changes()).toBe(1);
    own.close();
    theirs.close();
  });

  it.each([
    ["signs out", async (browser: Browser) => void (await browser.call("DELETE", "/session"))],
    [
      "changes the password",
      async () =>
        void (await server.database.prisma.user.update({
          where: { id: dealer.userId },
          data: { passwordHash: `changed ${crypto.randomUUID()}` },
        })),
    ],
  ])("ends when the dealer %s, and only in that session", async (_name, endSession) => {
    const own = await createDashboardDealer(server);
    dealer = own;
    const [browser, elsewhere] = [await signedInBrowser(server, own), await createDashboardDealer(server)];
    const heard = await Heard.open(browser);
    const other = await Heard.open(await signedInBrowser(server, elsewhere));
    await endSession(browser);
    await expect.poll(() => heard.isOver, SOON).toBe(true);
    expect(heard.text).toMatch(/event: end\ndata: \{\}\n\n$/);
    expect(other.isOver).toBe(false);
    other.close();
    expect((await browser.call("GET", "/delivery_stream")).status).toBe(401);
  });

  it("is opened four times at most by a session, and again when one was closed", async () => {
    const browser = await signedInBrowser(server, await createDashboardDealer(server));
    const streams: Heard[] = [];
    for (let n = 0; n < 4; n += 1) streams.push(await Heard.open(browser));
    const refused = await browser.call("GET", "/delivery_stream");
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("60");
    expect(await refused.json()).toMatchObject({ error: { code: "too_many_streams" } });
    streams.shift()?.close();
    await expect
      .poll(async () => {
        const response = await browser.call("GET", "/delivery_stream");
        await response.body?.cancel();
        return response.status;
      }, SOON)
      .toBe(200);
    for (const stream of streams) stream.close();
  });

  it("is opened forty times at most by a dealer, in however many sessions, and still by others", async () => {
    const own = await createDashboardDealer(server);
    const opened: Response[] = [];
    for (let session = 0; session < 11; session += 1) {
      // From another network each time: few sign-ins are taken from one.
      const browser = await signedInBrowser(server, own, { "x-forwarded-for": `192.0.2.${session}` });
      for (let n = 0; n < 4; n += 1) opened.push(await browser.call("GET", "/delivery_stream"));
    }
    expect(opened.map(({ status }) => status)).toEqual([...Array(40).fill(200), ...Array(4).fill(429)]);
    const other = await Heard.open(await signedInBrowser(server, await createDashboardDealer(server)));
    other.close();
    for (const { body } of opened) await body?.cancel();
  });

  it("is only looked at by HEAD", async () => {
    const browser = await signedInBrowser(server, await createDashboardDealer(server));
    const response = await browser.call("HEAD", "/delivery_stream");
    expect(response.status).toBe(200);
    expect(await response.text()).toBe("");
  });

  it("does not keep the server from stopping", async () => {
    const stopping = await startTestServer();
    const browser = await signedInBrowser(stopping, await createDashboardDealer(stopping));
    const heard = await Heard.open(browser);
    const started = performance.now();
    await stopping.close();
    expect(performance.now() - started).toBeLessThan(5_000);
    await expect.poll(() => heard.isOver, SOON).toBe(true);
  });

  it("does not count as using the session", async () => {
    const idle = await createDashboardDealer(server);
    const heard = await Heard.open(await signedInBrowser(server, idle));
    await server.database.pool.query(
      "UPDATE sessions SET last_used_at = now() - interval '13 hours' WHERE user_id = $1",
      [idle.userId],
    );
    await expect.poll(() => heard.isOver, SOON).toBe(true);
  });
});
