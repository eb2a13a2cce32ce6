import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hashPassword } from "../authentication/passwords.ts";
import { startHousekeeping } from "../housekeeping/housekeeping.ts";
import { createLog } from "../log.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { SESSION_AGE } from "./limits.ts";
import { Sessions } from "./sessions.ts";
import {
  Browser,
  createDashboardDealer,
  type DashboardDealer,
  dashboardErrorCode,
  readDashboard,
  signedInBrowser,
} from "./testing.ts";

const COOKIE = "__Host-wth_session";
const NOBODY = { object: "session", signed_in: false };

let server: TestServer;
let dealer: DashboardDealer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
// One for each test: only so many sign-ins are let through for one.
beforeEach(async () => {
  dealer = await createDashboardDealer(server);
});

const query = (text: string, values: unknown[] = []) => server.database.pool.query(text, values);
const isSignedIn = async (browser: Browser) =>
  (await readDashboard("getSession", await browser.call("GET", "/session"))).signed_in;

describe("signing in", () => {
  it("tells who it is, and what every page shows", async () => {
    const browser = new Browser(server);
    expect(await readDashboard("getSession", await browser.call("GET", "/session"))).toEqual(NOBODY);
    const session = await readDashboard(
      "signIn",
      await browser.signIn({ ...dealer, email: ` ${dealer.email.toUpperCase()}` }),
    );
    expect(session).toMatchObject({
      signed_in: true,
      dealer: {
        id: dealer.userId,
        email: dealer.email,
        name: "Test Watches",
        plan: "business",
        is_superadmin: false,
      },
      integration: { is_enabled: true, is_test_mode: true },
      preferences: { show_test_data: false },
    });
    expect(await readDashboard("getSession", await browser.call("GET", "/session"))).toEqual(session);
    expect(JSON.stringify(session)).not.toContain("argon2");
  });

  it("sets a cookie that only this host gets, over https, out of reach of scripts and of other sites", async () => {
    const response = await new Browser(server).signIn(dealer);
    const [cookie = "", ...others] = response.headers.getSetCookie();
    expect(others).toEqual([]);
    const [pair = "", ...attributes] = cookie.split("; ");
    expect(pair).toMatch(/^__Host-wth_session=[\w-]{43}$/);
    expect(attributes.sort()).toEqual([
      "HttpOnly",
      `Max-Age=${SESSION_AGE.maxSeconds}`,
      "Path=/",
      "SameSite=Lax",
      "Secure",
    ]);
  });

  it("keeps nothing of the token but its SHA-256", async () => {
    const browser = await signedInBrowser(server, dealer);
    const token = browser.cookies.get(COOKIE) ?? "";
    const hash = createHash("sha256").update(token).digest();
    const { rows } = await query("SELECT * FROM sessions WHERE token_hash = $1", [hash]);
    expect(rows).toMatchObject([{ user_id: dealer.userId }]);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  const refused: [name: string, email: () => string, password: () => string][] = [
    ["a wrong password", () => dealer.email, () => "not the password"],
    ["the password in another case", () => dealer.email, () => dealer.password.toUpperCase()],
    ["an unknown address", () => "nobody@example.com", () => dealer.password],
    ["a pattern", () => "%@example.com", () => dealer.password],
  ];
  it.each(refused)("refuses %s, all in the same words", async (_name, email, password) => {
    const browser = new Browser(server);
    const response = await browser.signIn({ email: email(), password: password() });
    expect(response.status).toBe(401);
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(await readDashboard("signIn", response)).toMatchObject({
      error: {
        code: "wrong_email_or_password",
        message: "This e-mail address and password do not go together. Check both, and try again.",
      },
    });
  });

  it("refuses a dealer who has no password", async () => {
    const other = await createDashboardDealer(server);
    await query("UPDATE users SET password_hash = NULL WHERE id = $1", [other.userId]);
    expect((await new Browser(server).signIn(other)).status).toBe(401);
  });

  it.each([
    ["no body", undefined],
    ["a number for a password", { email: "a@b.c", password: 1 }],
    ["a password of 257 characters", { email: "a@b.c", password: "x".repeat(257) }],
    ["an unknown field", { email: "a@b.c", password: "x", remember: true }],
  ])("refuses %s before looking at it", async (_name, body) => {
    const response = await new Browser(server).call("POST", "/session", { body });
    expect([400, 415]).toContain(response.status);
  });
});

describe("a session", () => {
  it("is a new one at each sign-in: a token that was there before is worth nothing", async () => {
    const planted = "A".repeat(43);
    const browser = new Browser(server);
    browser.cookies.set(COOKIE, planted);
    await browser.signIn(dealer);
    const first = browser.cookies.get(COOKIE);
    expect(first).not.toBe(planted);
    await browser.signIn(dealer);
    expect(browser.cookies.get(COOKIE)).not.toBe(first);
    for (const token of [planted, first ?? ""]) {
      const other = new Browser(server);
      other.cookies.set(COOKIE, token);
      expect(await isSignedIn(other)).toBe(false);
    }
    expect(await isSignedIn(browser)).toBe(true);
  });

  it("ends at the sign-out, for everybody who has its token", async () => {
    const browser = await signedInBrowser(server, dealer);
    const copy = new Browser(server);
    copy.cookies.set(COOKIE, browser.cookies.get(COOKIE) ?? "");
    expect(await isSignedIn(copy)).toBe(true);
    const response = await browser.call("DELETE", "/session");
    expect(await readDashboard("signOut", response)).toEqual(NOBODY);
    expect(browser.cookies.size).toBe(0);
    expect(await isSignedIn(copy)).toBe(false);
    const refused = await copy.call("GET", "/clients");
    expect(refused.status).toBe(401);
    expect(await dashboardErrorCode("listClients", refused)).toBe("not_signed_in");
  });

  const ends: [name: string, change: string][] = [
    ["unused for half a day", "last_used_at = now() - interval '12 hours'"],
    ["after a week, however much it was used", "expires_at = now()"],
  ];
  it.each(ends)("ends %s, and is cleared away", async (_name, change) => {
    const other = await createDashboardDealer(server);
    const browser = await signedInBrowser(server, other);
    await query(`UPDATE sessions SET ${change} WHERE user_id = $1`, [other.userId]);
    expect(await isSignedIn(browser)).toBe(false);
    expect((await browser.call("GET", "/clients")).status).toBe(401);
    const housekeeping = startHousekeeping(server.database, createLog("silent"));
    const left = async () =>
      (await query("SELECT FROM sessions WHERE user_id = $1", [other.userId])).rowCount;
    await expect.poll(left).toBe(0);
    await housekeeping.stop();
    expect(await isSignedIn(await signedInBrowser(server, dealer))).toBe(true);
  });

  it("goes on while it is used", async () => {
    const other = await createDashboardDealer(server);
    const browser = await signedInBrowser(server, other);
    for (let hours = 0; hours < 24; hours += 6) {
      await query("UPDATE sessions SET last_used_at = last_used_at - interval '6 hours' WHERE user_id = $1", [
        other.userId,
      ]);
      expect((await browser.call("GET", "/clients")).status).toBe(200);
    }
  });

  it("ends when the password is changed, on every device", async () => {
    const other = await createDashboardDealer(server);
    const [phone, desktop] = [await signedInBrowser(server, other), await signedInBrowser(server, other)];
    const stranger = await signedInBrowser(server, dealer);
    const passwordHash = await hashPassword("another password");
    await server.database.prisma.user.update({ where: { id: other.userId }, data: { passwordHash } });
    expect([await isSignedIn(phone), await isSignedIn(desktop)]).toEqual([false, false]);
    expect(await isSignedIn(stranger)).toBe(true);
  });

  it("does not begin when the password was changed after it was compared", async () => {
    const other = await createDashboardDealer(server);
    const sessions = new Sessions(server.database, SESSION_AGE);
    const { passwordHash } = await server.database.prisma.user.findUniqueOrThrow({
      where: { id: other.userId },
    });
    expect(await sessions.begin(other.userId, passwordHash ?? "")).toMatch(/^[\w-]{43}$/);
    await query("UPDATE users SET password_hash = 'changed' WHERE id = $1", [other.userId]);
    expect(await sessions.begin(other.userId, passwordHash ?? "")).toBeNull();
  });

  const noTokens = ["", "x", `${"A".repeat(43)}=`, "A".repeat(44), "%00", '"A"'];
  it.each(noTokens)("is none for %j", async (token) => {
    const browser = new Browser(server);
    browser.cookies.set(COOKIE, token);
    expect(await isSignedIn(browser)).toBe(false);
  });

  it("is none when there are two cookies of its name: one of them is somebody else's", async () => {
    const browser = await signedInBrowser(server, dealer);
    const token = browser.cookies.get(COOKIE);
    const cookie = `${COOKIE}=${token}; ${COOKIE}=${"A".repeat(43)}`;
    const response = await browser.call("GET", "/session", { headers: { cookie } });
    expect(await readDashboard("getSession", response)).toEqual(NOBODY);
  });
});

describe("preferences", () => {
  it("are the dealer's own", async () => {
    const [one, other] = [await createDashboardDealer(server), await createDashboardDealer(server)];
    const browser = await signedInBrowser(server, one);
    const response = await browser.call("PATCH", "/preferences", { body: { show_test_data: true } });
    expect(await readDashboard("updatePreferences", response)).toEqual({ show_test_data: true });
    const preferences = async (who: Browser) =>
      (await readDashboard("getSession", await who.call("GET", "/session"))).preferences;
    expect(await preferences(browser)).toEqual({ show_test_data: true });
    expect(await preferences(await signedInBrowser(server, other))).toEqual({ show_test_data: false });
  });
});
