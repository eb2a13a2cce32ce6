import { randomUUID } from "node:crypto";
import { type DashboardOperationId, dashboardOperations } from "@wth/contract";
import { hashPassword } from "../authentication/passwords.ts";
import { isRecord } from "../http/document.ts";
import { responseValidator } from "../http/validate.ts";
import { createTestDealer, type TestDealer, type TestDealerOptions } from "../test/dealer.ts";
import type { TestServer } from "../test/server.ts";
import { dashboardContract } from "./surface.ts";

/** A dealer who can sign in. */
export interface DashboardDealer extends TestDealer {
  email: string;
  password: string;
}

/** Makes one. */
export async function createDashboardDealer(
  server: TestServer,
  options: TestDealerOptions = {},
): Promise<DashboardDealer> {
  const dealer = await createTestDealer(server, options);
  const password = randomUUID();
  const { email } = await server.database.prisma.user.update({
    where: { id: dealer.userId },
    data: { passwordHash: await hashPassword(password) },
  });
  return { ...dealer, email, password };
}

/** What a request of a {@link Browser} may differ in. */
export interface BrowserRequest {
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
}

/** As much of a browser as the dashboard's API sees: it keeps cookies, and says which site a request comes from. */
export class Browser {
  readonly #origin: string;
  /** Name → value. */
  readonly cookies = new Map<string, string>();

  constructor(server: TestServer) {
    this.#origin = new URL(server.baseUrl).origin;
  }

  /** Asks the dashboard's API from its own pages. */
  async call(method: string, path: string, { body, headers = {} }: BrowserRequest = {}): Promise<Response> {
    const response = await fetch(`${this.#origin}/dashboard/api${path}`, {
      method,
      headers: {
        "sec-fetch-site": "same-origin",
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    return response;
  }

  /** Tries to sign in. */
  signIn(
    { email, password }: { email: string; password: string },
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    return this.call("POST", "/session", { body: { email, password }, headers });
  }

  #keep(cookie: string): void {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (/Max-Age=0\b/.test(cookie)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

/** A browser in which the dealer is signed in, with these headers. */
export async function signedInBrowser(
  server: TestServer,
  dealer: DashboardDealer,
  headers: Readonly<Record<string, string>> = {},
): Promise<Browser> {
  const browser = new Browser(server);
  const response = await browser.signIn(dealer, headers);
  if (response.status !== 200) throw new Error(`Signing in failed: ${await response.text()}`);
  return browser;
}

/** Reads an answer after comparing it with the dashboard's contract. @returns its body. */
export async function readDashboard(
  id: DashboardOperationId,
  response: Response,
): Promise<Record<string, unknown>> {
  const body: unknown = await response.json();
  responseValidator({ id, ...dashboardOperations[id] }, dashboardContract)(response.status, body);
  return isRecord(body) ? { ...body } : {};
}

/** The code of an error answer, after comparing it with the dashboard's contract. */
export async function dashboardErrorCode(id: DashboardOperationId, response: Response): Promise<unknown> {
  const { error } = await readDashboard(id, response);
  return isRecord(error) ? error.code : undefined;
}
