import { createServer } from "node:http";
import { signTestHeaders } from "@watchtraderhub/webhook-verifier";
import { type Consumer, createConsumer, nodePrograms, packPackage } from "@wth/packaging";
import { freePort } from "@wth/server/test/process.ts";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Dealer, startDealer } from "./testing/dealer.ts";
import { type Receiver, startReceiver } from "./testing/receivers.ts";

// Starts the server with its worker, and each example as a user would, and has the worker deliver.

let dealer: Dealer;
let secret = "";
beforeAll(async () => {
  dealer = await startDealer();
  secret = await dealer.setWebhook("http://127.0.0.1:1024/webhooks/wth");
}, 60_000);
afterAll(() => dealer.close());

/** The delivery once its only attempt is over. */
async function settled(id: string): Promise<{ status: string; answer: number | null | undefined }> {
  const status = async () => (await dealer.delivery(id)).status;
  await expect.poll(status, { timeout: 10_000 }).not.toBe("pending");
  const delivery = await dealer.delivery(id);
  return { status: delivery.status, answer: delivery.attempts.at(-1)?.response_status };
}

describe.each([
  ["Express", "express.ts"],
  ["Fastify", "fastify.ts"],
  ["Hono", "hono.ts"],
  ["Next.js", "testing/serve-next.ts"],
])("the example for %s", (_framework, file) => {
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await startReceiver(file, secret);
    await dealer.setWebhook(receiver.url);
  });
  afterAll(() => receiver.stop());

  it("receives what the worker delivers", async () => {
    const types = ["order.received", "listing.sold", "integration.test_event"];
    const sent = await Promise.all(types.map((type) => dealer.fire(type)));
    for (const [index, { event_id, delivery_id }] of sent.entries()) {
      await expect(settled(delivery_id)).resolves.toEqual({ status: "delivered", answer: 204 });
      await vi.waitFor(() => expect(receiver.lines().join("\n")).toContain(`${types[index]} ${event_id}`));
    }
  });

  it("refuses what another secret has signed", async () => {
    const body = '{"id":"evt_1","object":"event","type":"listing.sold","data":{"object":{"id":"1"}}}';
    const headers = signTestHeaders({ body, secrets: `whsec_${"A".repeat(43)}=` });
    const response = await fetch(receiver.url, { method: "POST", headers, body });
    expect([response.status, await response.text()]).toEqual([400, "no_match"]);
    // What the receiver prints comes by a pipe, at its own time.
    await vi.waitFor(() => expect(receiver.lines()).toContain("refused: no_match"));
  });
});

describe("the packed verifier", () => {
  const name = "@watchtraderhub/webhook-verifier";
  let consumer: Consumer;
  beforeAll(async () => {
    consumer = await createConsumer([await packPackage("webhook-verifier")]);
    await consumer.write("delivery.json", JSON.stringify(await captureDelivery()));
  }, 120_000);
  afterAll(() => consumer.remove());

  /** Verifies the delivery, which prints its type, and a copy with one byte more, which prints the refusal. */
  const program = `
const { headers, body, secrets } = JSON.parse(require("node:fs").readFileSync("delivery.json", "utf8"));
const bytes = Buffer.from(body, "base64");
console.log(constructEvent({ body: bytes, headers, secrets }).type);
console.log(safeVerify({ body: Buffer.concat([bytes, bytes.subarray(0, 1)]), headers, secrets }).code);
`;
  const esm = `import { createRequire } from "node:module";
import { constructEvent, safeVerify } from "${name}";
const require = createRequire(import.meta.url);
${program}`;
  const cjs = `const { constructEvent, safeVerify } = require("${name}");\n${program}`;

  it("verifies what the worker delivers, on every Node", async () => {
    await consumer.write("verify.mjs", esm);
    await consumer.write("verify.cjs", cjs);
    for (const { version, program: node } of await nodePrograms())
      for (const file of ["verify.mjs", "verify.cjs"])
        await expect(consumer.run(node, file), `${file} on Node ${version}`).resolves.toBe(
          "order.cancelled\nno_match",
        );
  });
});

/** One delivery of the real worker, as its bytes came. */
async function captureDelivery(): Promise<object> {
  const captured = Promise.withResolvers<object>();
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString("base64");
    response.writeHead(204).end();
    captured.resolve({ headers: request.headers, body, secrets: secret });
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  await dealer.setWebhook(`http://127.0.0.1:${port}/webhooks/wth`);
  await dealer.fire("order.cancelled");
  const delivery = await captured.promise;
  server.close();
  return delivery;
}
