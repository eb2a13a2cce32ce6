import type { Page } from "@playwright/test";
import { Dealer } from "./dealer.ts";
import { choose, connect, PATH, rows } from "./deliveries.ts";
import { expect, test } from "./fixtures.ts";
import { lookAt } from "./look.ts";

const HOSTILE = '<img src=x onerror="document.title=1"><script>document.title=2</script>';

const drawer = (page: Page) => page.getByRole("dialog", { name: "Delivery", exact: true });
const openFirst = (page: Page) => rows(page).first().getByRole("link").click();

test("new deliveries wait behind a pill, and those that are read change in their places", async ({
  page,
  context,
  dealer,
  receiver,
}) => {
  const ping = await connect(dealer, receiver);
  await dealer.signIn(context);
  await page.goto(PATH);
  await expect(page.getByRole("heading", { name: "No deliveries yet" })).toBeVisible();
  await lookAt(page, "deliveries-empty");

  receiver.answer = () => ({ status: 500, body: HOSTILE });
  const first = await ping();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText("Failed, will retry");
  receiver.answer = () => ({ status: 200 });
  await ping();
  await ping();
  await expect(page.getByRole("button", { name: "2 new" })).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).first()).toHaveAttribute("data-delivery", first);
  // The retry of the schedule, five seconds later: it changes where it is.
  await expect(rows(page).first()).toContainText("Delivered");
  await page.getByRole("button", { name: "2 new" }).click();
  await expect(rows(page)).toHaveCount(3);
  await lookAt(page, "deliveries");
});

test("filters are in the URL, and test deliveries shown to who wants them", async ({
  page,
  context,
  dealer,
  receiver,
}) => {
  const ping = await connect(dealer, receiver);
  receiver.answer = (_delivery, arrival) => ({ status: arrival === 1 ? 410 : 200 });
  const dead = await ping();
  await receiver.arrivals(1);
  await ping();
  await receiver.arrivals(2);
  await dealer.signIn(context);
  await page.goto(PATH);
  await expect(rows(page)).toHaveCount(2);
  await page.getByLabel("Status").selectOption("Delivered");
  await expect(rows(page)).toHaveCount(1);
  await page.getByLabel("Event type", { exact: true }).selectOption("integration.test_event");
  await page.getByLabel("Time").selectOption("Last hour");
  await expect(page).toHaveURL(/status=delivered&type=integration\.test_event&period=1h/);
  await page.reload();
  await expect(page.getByLabel("Status")).toHaveValue("delivered");
  await expect(rows(page)).toHaveCount(1);
  await page.getByLabel("Event type", { exact: true }).selectOption("listing.sold");
  await expect(page.getByRole("heading", { name: "No delivery matches" })).toBeVisible();

  await page.goto(PATH);
  await choose(page, "Dead letters");
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toHaveAttribute("data-delivery", dead);
  await choose(page, "By cause");
  await expect(page.getByRole("table", { name: "Failures by cause" })).toContainText(
    "Answered with HTTP 410",
  );
  await lookAt(page, "deliveries-causes");
  await choose(page, "Charts");
  await expect(page.getByText("2 deliveries; 50.0 % of those that were tried are delivered")).toBeVisible();
  await expect(page.locator(".recharts-surface").first()).toBeVisible();
  const byType = page.getByRole("table", { name: "Deliveries by event type" });
  await expect(byType.getByRole("row", { name: /integration\.test_event 2 50\.0 %/ })).toBeVisible();
  await lookAt(page, "deliveries-charts");
  await page.getByRole("combobox", { name: "Event type", exact: true }).selectOption("listing.sold");
  await expect(page.getByText("There were no deliveries in this time.")).toBeVisible();
  await expect(byType).toBeHidden();

  await page.goto(PATH);
  await expect(rows(page)).toHaveCount(2);
  await page.keyboard.press("/");
  await page.keyboard.insertText(dead);
  await expect(rows(page)).toHaveCount(1);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(drawer(page)).toContainText("HTTP 410");
  await page.keyboard.press("Escape");
  await expect(drawer(page)).toBeHidden();
});

test("shows what was sent and what came back, retries, replays and cancels", async ({
  page,
  context,
  dealer,
  receiver,
}) => {
  const ping = await connect(dealer, receiver);
  receiver.answer = () => ({ status: 500, headers: { "content-type": "text/html" }, body: HOSTILE });
  await ping();
  await receiver.arrivals(2);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await dealer.signIn(context);
  await page.goto(PATH);
  await openFirst(page);
  await expect(drawer(page)).toContainText("Attempt 2: Answered with HTTP 500");
  await expect(drawer(page).getByText(HOSTILE)).toBeVisible();
  await expect(page).toHaveTitle(/WatchTraderHub/);
  await expect(drawer(page)).toContainText(/Attempt 3in \d min \d+ s/);
  await choose(page, "Raw");
  await expect(drawer(page).getByText(receiver.received[0]?.body ?? "none", { exact: true })).toBeVisible();
  await lookAt(page, "delivery");

  await drawer(page).getByRole("button", { name: "Copy as cURL" }).click();
  await expect(page.getByText("It is signed anew")).toBeVisible();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  expect(command).toContain(`curl -X POST`);
  expect(command).toMatch(/x-wth-signature: t=\d+,v1=[0-9a-f]{64}/);

  receiver.answer = () => ({ status: 200, body: "thank you" });
  await drawer(page).getByRole("button", { name: "Retry now" }).click();
  await expect(drawer(page)).toContainText("Attempt 3: HTTP 200");
  await expect(drawer(page).getByText("thank you")).toBeVisible();
  await expect(rows(page).first()).toContainText("Delivered");

  receiver.answer = () => ({ status: 503 });
  await drawer(page).getByRole("button", { name: "Replay as a new delivery" }).click();
  await expect(drawer(page)).toContainText("Attempt 1: Answered with HTTP 503");
  await drawer(page).getByRole("button", { name: "Cancel delivery" }).click();
  await page
    .getByRole("dialog", { name: "Cancel this delivery?" })
    .getByRole("button", { name: "Cancel delivery" })
    .click();
  await expect(drawer(page)).toContainText("Cancelled");
});

test("recovers what has failed: counts, then redelivers", async ({ page, context, dealer, receiver }) => {
  const ping = await connect(dealer, receiver);
  receiver.answer = () => ({ status: 410 });
  for (let n = 0; n < 3; n += 1) await ping();
  await receiver.arrivals(3);
  await dealer.signIn(context);
  await page.goto(PATH);
  await expect(rows(page).getByText("Dead letter")).toHaveCount(6); // each once for phones
  receiver.answer = () => ({ status: 200 });
  await page.getByRole("button", { name: "Recover…" }).click();
  const dialog = page.getByRole("dialog", { name: "Recover", exact: true });
  await dialog.getByRole("button", { name: "Count them" }).click();
  await expect(dialog.getByRole("status")).toContainText("3 deliveries");
  await lookAt(page, "recover");
  await dialog.getByRole("button", { name: "Redeliver 3" }).click();
  await expect(page.getByText("The recovery is complete")).toBeVisible();
  await expect(page.getByText("3 of 3 deliveries were made due.")).toBeVisible();
  await receiver.arrivals(6);
  await expect(rows(page).first()).toContainText("Delivered");
});

test("sends a test event of any type, and shows what the receiver answers", async ({
  page,
  context,
  dealer,
  receiver,
}) => {
  await connect(dealer, receiver);
  await dealer.signIn(context);
  await page.goto(PATH);
  await page.getByRole("button", { name: "Send a test event" }).click();
  const dialog = page.getByRole("dialog", { name: "Send a test event" });
  await dialog.getByLabel("Event type", { exact: true }).selectOption("order.received");
  const data = dialog.getByLabel("Data");
  await expect(data).toHaveValue(/"object": "order".*"is_test": true/s);
  await data.fill("{ not json");
  await expect(dialog.getByText(/This is not JSON/)).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Send" })).toBeDisabled();
  await dialog.getByRole("button", { name: "Back to the sample" }).click();
  await data.fill((await data.inputValue()).replace(/"external_id": "[^"]*"/, '"external_id": "by-hand"'));
  receiver.answer = () => ({ status: 202, body: "noted" });
  await dialog.getByRole("button", { name: "Send" }).click();
  await expect(dialog.getByRole("status")).toContainText(/HTTP 202.*Delivered.*noted/s);
  expect(receiver.received[0]?.body).toContain('"external_id":"by-hand"');
  await lookAt(page, "test-event");
});

test("the signature debugger names the part that is wrong, and asks nobody", async ({
  page,
  context,
  dealer,
  receiver,
}) => {
  const call = await dealer.connect("live");
  const set = await dealer.ops("integration", "set-webhook", "--url", receiver.url);
  const secret = String(Reflect.get(Object(set), "secret"));
  await call("/test/webhook_ping", undefined);
  const [received] = await receiver.arrivals(1);
  const header = String(received?.headers["x-wth-signature"]);
  await dealer.signIn(context);
  await page.goto(PATH);
  await page.getByRole("link", { name: "Debug a signature" }).click();
  await expect(page.getByRole("heading", { name: "Signature debugger" })).toBeVisible();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const check = async (body: string, key: string, signature = header) => {
    await page.getByLabel("Header", { exact: true }).fill(signature);
    await page.getByLabel("Body", { exact: true }).fill(body);
    await page.getByLabel("Signing secret", { exact: true }).fill(key);
    await page.getByRole("button", { name: "Check the signature" }).click();
  };
  const body = received?.body ?? "";
  await check(body, secret);
  await expect(page.getByRole("status").filter({ hasText: "The signature fits" })).toBeVisible();
  await check(`${body}\n`, secret);
  await expect(page.getByRole("status").filter({ hasText: "line break at its end" })).toBeVisible();
  await check(body, secret.slice(0, 20));
  await expect(page.getByRole("status").filter({ hasText: "The secret is not complete" })).toBeVisible();
  await lookAt(page, "signature");
  expect(asked).toEqual([]);
  expect(page.url()).not.toContain("whsec");
  expect(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))).not.toContain("whsec");
});

test.describe("another dealer's delivery", () => {
  test.use({ allowedErrors: [/status of 404/] });

  test("is like none, by its id in the URL too", async ({ page, context, dealer, receiver, server }) => {
    const stranger = await Dealer.create(server);
    const id = await (await connect(stranger, receiver))();
    await dealer.signIn(context);
    await page.goto(`${PATH}?delivery=${id}`);
    await expect(drawer(page).getByRole("alert")).toContainText(/There is no such object.*req_/s);
    await expect(rows(page)).toHaveCount(0);
  });
});
