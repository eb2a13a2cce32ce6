import { afterEach, describe, expect, it } from "vitest";
import { NOBODYS_HASH, PASSWORD_HASHING, PasswordChecks } from "../authentication/passwords.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import type { SignInRules } from "./limits.ts";
import { Browser, createDashboardDealer, dashboardErrorCode } from "./testing.ts";

const MINUTE_MS = 60_000;
const rule = (limit: number) => ({ limit, windowMs: MINUTE_MS, lockMs: MINUTE_MS });

let server: TestServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function start(signIn: Partial<SignInRules>): Promise<TestServer> {
  server = await startTestServer({ WTH_TRUST_PROXY: "1" }, { signIn });
  return server;
}

/** As if from the client of this address. */
const from = (address: string) => ({ "x-forwarded-for": address });

describe("guessing passwords", () => {
  it("is refused after some tries from one network, and then the right password is too", async () => {
    const running = await start({ accountFromNetwork: rule(3) });
    const dealer = await createDashboardDealer(running);
    const browser = new Browser(running);
    for (let n = 0; n < 3; n += 1) {
      const guess = { email: n === 1 ? dealer.email.toUpperCase() : dealer.email, password: `guess ${n}` };
      expect((await browser.signIn(guess, from("192.0.2.1"))).status).toBe(401);
    }
    const response = await browser.signIn(dealer, from("192.0.2.1"));
    expect(response.status).toBe(429);
    const retryAfter = Number(response.headers.get("retry-after"));
    expect(retryAfter).toBeGreaterThan(50);
    expect(retryAfter).toBeLessThanOrEqual(60);
    expect(await dashboardErrorCode("signIn", response)).toBe("too_many_sign_ins");
    // The dealer, elsewhere, and another dealer, there, are not locked out.
    expect((await browser.signIn(dealer, from("192.0.2.2"))).status).toBe(200);
    const other = await createDashboardDealer(running);
    expect((await browser.signIn(other, from("192.0.2.1"))).status).toBe(200);
  });

  it("gains nothing from many tries at once", async () => {
    const running = await start({ accountFromNetwork: rule(3) });
    const dealer = await createDashboardDealer(running);
    const tries = Array.from({ length: 20 }, (_, n) =>
      new Browser(running).signIn({ ...dealer, password: `guess ${n}` }, from("192.0.2.1")),
    );
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(3);
    expect(statuses.filter((status) => status === 429)).toHaveLength(17);
  });

  it("is refused from many networks together, later", async () => {
    const running = await start({ accountFromNetwork: rule(2), account: rule(6) });
    const dealer = await createDashboardDealer(running);
    const browser = new Browser(running);
    const statuses: number[] = [];
    for (let n = 0; n < 8; n += 1) {
      const guess = { ...dealer, password: `guess ${n}` };
      statuses.push((await browser.signIn(guess, from(`192.0.2.${n}`))).status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 401, 429, 429]);
  });

  it("of one stranger does not use up what all networks have together", async () => {
    const running = await start({ accountFromNetwork: rule(2), account: rule(4) });
    const dealer = await createDashboardDealer(running);
    const browser = new Browser(running);
    for (let n = 0; n < 20; n += 1)
      await browser.signIn({ ...dealer, password: `guess ${n}` }, from("192.0.2.1"));
    expect((await browser.signIn(dealer, from("192.0.2.2"))).status).toBe(200);
  });

  it("over many accounts from one network is refused too", async () => {
    const running = await start({ network: rule(3) });
    const browser = new Browser(running);
    const statuses: number[] = [];
    for (let n = 0; n < 4; n += 1) {
      const guess = { email: `dealer${n}@example.com`, password: "password1" };
      statuses.push((await browser.signIn(guess, from("192.0.2.1"))).status);
    }
    expect(statuses).toEqual([401, 401, 401, 429]);
  });
});

describe("a password that is not there", () => {
  it("is compared with as much work as one that is", () => {
    const { memoryCost, timeCost, parallelism } = PASSWORD_HASHING;
    expect(NOBODYS_HASH).toContain(`$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$`);
  });

  it("is never right", async () => {
    expect(await new PasswordChecks().isRight("", null)).toBe(false);
  });

  it("waits for its turn, and is refused when too many wait", async () => {
    const checks = new PasswordChecks();
    const asked = Array.from({ length: 110 }, () => checks.isRight("x", null).catch(() => "refused"));
    const answers = await Promise.all(asked);
    expect(answers.filter((answer) => answer === "refused")).toHaveLength(8);
    expect(answers.filter((answer) => answer === false)).toHaveLength(102);
  });
});
