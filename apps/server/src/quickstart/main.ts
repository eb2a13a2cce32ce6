import { randomBytes, randomUUID } from "node:crypto";
import { WatchTraderHub } from "@watchtraderhub/sdk";
import { safeVerify } from "@watchtraderhub/webhook-verifier";
import { readConfig } from "../config.ts";
import { ops } from "./ops.ts";
import { json, message, note, printingFetch, step } from "./print.ts";
import { type QuickstartReceiver, startQuickstartReceiver } from "./receiver.ts";

const ARRIVAL_MS = 10_000;

/** The eight steps of the quickstart page, against a running server, with a dealer made for this walk. */
async function walk(serverUrl: string, receiver: QuickstartReceiver): Promise<void> {
  const email = `quickstart-${randomBytes(4).toString("hex")}@example.com`;
  const dealer = ["--dealer", email];
  note("A dealer on the Business plan, with a few watches on the custom channel:");
  const password = randomBytes(12).toString("base64url");
  const account = [
    "--email",
    email,
    "--password",
    password,
    "--name",
    "Quickstart Watches",
    "--plan",
    "business",
  ];
  json(await ops("dealer", "create", ...account, "--sample-inventory", "12"));

  step(1, "Generate an API key");
  const { api_key } = await ops("key", "create", ...dealer);
  json({ api_key });
  note("Shown this once: only its first 12 characters and its SHA-256 are stored.");

  step(2, "Set your webhook URL");
  const { secret, webhook } = await ops("integration", "set-webhook", ...dealer, "--url", receiver.url);
  json({ webhook, secret });
  receiver.useSecret(String(secret));

  step(3, "Activate the integration");
  json(await ops("integration", "enable", ...dealer));

  const wth = new WatchTraderHub({
    apiKey: String(api_key),
    baseUrl: `${serverUrl}/api/v1`,
    fetch: printingFetch,
  });

  step(4, "Confirm that authentication works: wth.me()");
  await wth.me();

  step(5, "Trigger a test webhook: wth.test.webhookPing()");
  const sentAt = performance.now();
  const ping = await wth.test.webhookPing({ idempotencyKey: randomUUID() });
  const arrival = await receiver.next(ARRIVAL_MS);
  note(`Arrived at the receiver ${Math.round(arrival.at - sentAt)} ms after the call:`);
  message(`POST ${arrival.path} HTTP/1.1`, interesting(arrival.headers));
  json(arrival.event);
  if (arrival.headers["x-wth-delivery-id"] !== ping.delivery_id)
    throw new Error("This is not the delivery of the ping.");

  step(6, "Pull your listings: wth.listings.list({ limit: 3 })");
  await wth.listings.list({ limit: 3 });
  note("And all of them, page after page: for await (… of wth.listings.list())");
  const quiet = new WatchTraderHub({ apiKey: String(api_key), baseUrl: `${serverUrl}/api/v1` });
  let count = 0;
  for await (const _listing of quiet.listings.list({ limit: 5 })) count += 1;
  note(`${count} listings`);

  step(7, "Verify the webhook signature");
  note(
    "The receiver used constructEvent() of @watchtraderhub/webhook-verifier: the delivery above is genuine.",
  );
  const forged = Buffer.from(arrival.body.toString().replace("Test event", "Fake event"));
  const verdict = safeVerify({ body: forged, headers: arrival.headers, secrets: String(secret) });
  if (verdict.ok) throw new Error("A changed body was taken for genuine.");
  note(`With one word of the body changed it is refused: ${verdict.code}.`);

  step(8, "Switch off test mode");
  await ops("integration", "set-mode", ...dealer, "--mode", "live");
  await wth.me();
  await quiet.test.webhookPing();
  const live = await receiver.next(ARRIVAL_MS);
  if (!live.event.livemode) throw new Error("The event after the switch is not live.");
  note(`A ping now carries livemode: ${live.event.livemode}. The integration is live.`);
}

/** The delivery's own headers, in the order in which the page shows them. */
function interesting(headers: Readonly<Record<string, string | string[] | undefined>>): [string, string][] {
  return Object.entries(headers)
    .filter(([name]) => /^(x-wth-|wth-|webhook-|content-type|user-agent)/.test(name))
    .map(([name, value]) => [name, String(value)]);
}

async function main(): Promise<void> {
  const { publicUrl: url } = readConfig({ ...process.env, LOG_LEVEL: "silent" });
  const health = await fetch(`${url}/api/v1/health`).catch(() => null);
  if (health?.status !== 200) {
    throw new Error(
      `No server answers at ${url}. Start one with \`npm start\` in another terminal (with the same PORT).`,
    );
  }
  const receiver = await startQuickstartReceiver();
  try {
    await walk(url, receiver);
  } finally {
    await receiver.close();
  }
  process.stdout.write("\nDone: all eight steps worked.\n");
}

main().catch((error: unknown) => {
  const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : "";
  process.stderr.write(
    `\nThe quickstart failed: ${error instanceof Error ? error.message : String(error)}${cause}\n`,
  );
  process.exit(1);
});
