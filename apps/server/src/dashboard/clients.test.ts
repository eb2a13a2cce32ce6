import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bulk } from "../customers/testing.ts";
import { createLiveDealer } from "../test/dealer.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import {
  type Browser,
  createDashboardDealer,
  type DashboardDealer,
  dashboardErrorCode,
  readDashboard,
  signedInBrowser,
} from "./testing.ts";

let server: TestServer;
let dealer: DashboardDealer;
let browser: Browser;
beforeAll(async () => {
  server = await startTestServer();
  dealer = await createDashboardDealer(server);
  await server.database.prisma.integration.update({
    where: { id: dealer.integrationId },
    data: { isTestMode: false },
  });
  browser = await signedInBrowser(server, dealer);
  await bulk(dealer, [
    { external_id: "A-1", email: "anna@x.org", name: "Anna Keller", phone: "+41 44 123" },
    { external_id: "B-2", email: "BERT@x.org", name: "Bert 100%" },
    { external_id: "C-3", email: "c@y.org", name: "Zoë_Ångström" },
  ]);
});
afterAll(() => server.close());

interface Page {
  data: { id: string; external_id: string | null; is_test: boolean }[];
  has_more: boolean;
  next_cursor: string | null;
}

async function list(who: Browser, query: Readonly<Record<string, string>> = {}): Promise<Page> {
  const response = await who.call("GET", `/clients?${new URLSearchParams(query)}`);
  expect(response.status).toBe(200);
  // Safe: readDashboard has compared the body with the contract's CustomerList.
  return (await readDashboard("listClients", response)) as unknown as Page;
}

const externalIds = ({ data }: Page) => data.map(({ external_id }) => external_id);

describe("clients", () => {
  it("are listed, the latest change first", async () => {
    expect(externalIds(await list(browser))).toEqual(["C-3", "B-2", "A-1"]);
  });

  const searches: [text: string, found: string[]][] = [
    ["anna", ["A-1"]],
    ["ANNA", ["A-1"]],
    ["x.ORG", ["B-2", "A-1"]],
    ["44 123", ["A-1"]],
    ["b-2", ["B-2"]],
    ["zoë_å", ["C-3"]],
    ["%", ["B-2"]],
    ["_", ["C-3"]],
    ["\\", []],
    ["'; DROP TABLE customers; --", []],
    ["Keller\nanna", ["A-1"]],
    ["nobody", []],
  ];
  it.each(searches)("are found by %j", async (q, found) => {
    expect(externalIds(await list(browser, { q }))).toEqual(found);
  });

  it("are walked page by page, each once", async () => {
    const first = await list(browser, { limit: "2" });
    expect(first.has_more).toBe(true);
    const second = await list(browser, { limit: "2", after: first.next_cursor ?? "" });
    expect([...externalIds(first), ...externalIds(second)]).toEqual(["C-3", "B-2", "A-1"]);
    expect(second).toMatchObject({ has_more: false, next_cursor: null });
  });

  it("are opened by their id", async () => {
    const [client] = (await list(browser, { q: "anna" })).data;
    const read = await readDashboard("getClient", await browser.call("GET", `/clients/${client?.id}`));
    expect(read).toEqual(client);
  });
});

describe("test clients", () => {
  it("are among the others only when the dealer wants to see test data", async () => {
    const owner = await createDashboardDealer(server);
    await bulk(owner, [{ external_id: "test" }]);
    const own = await signedInBrowser(server, owner);
    expect((await list(own)).data).toEqual([]);
    await own.call("PATCH", "/preferences", { body: { show_test_data: true } });
    expect((await list(own)).data).toMatchObject([{ external_id: "test", is_test: true }]);
  });
});

describe("another dealer's clients", () => {
  it("are like none", async () => {
    const stranger = await createLiveDealer(server);
    const [created] = await bulk(stranger.live, [{ external_id: "secret", name: "Anna Stranger" }]);
    const id = created !== undefined && "customer" in created ? created.customer.id : "";
    expect(externalIds(await list(browser, { q: "anna" }))).toEqual(["A-1"]);
    const answers = await Promise.all(
      [id, "0190b5a0-0000-7000-8000-000000000000"].map(async (each) => {
        const response = await browser.call("GET", `/clients/${each}`);
        return [response.status, await dashboardErrorCode("getClient", response)];
      }),
    );
    expect(answers).toEqual([
      [404, "resource_not_found"],
      [404, "resource_not_found"],
    ]);
  });

  it("are not reached by their cursor either", async () => {
    const stranger = await createDashboardDealer(server);
    await bulk(stranger, [{ external_id: "s1" }, { external_id: "s2" }]);
    const theirs = await signedInBrowser(server, stranger);
    await theirs.call("PATCH", "/preferences", { body: { show_test_data: true } });
    const { next_cursor } = await list(theirs, { limit: "1" });
    const seen = await list(browser, { after: next_cursor ?? "" });
    expect(externalIds(seen).filter((each) => each?.startsWith("s"))).toEqual([]);
  });
});
