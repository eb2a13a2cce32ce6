import { randomUUID } from "node:crypto";
import type { BrowserContext } from "@playwright/test";
import type { DashboardServer } from "./server.ts";

/** A dealer who can sign in. */
export class Dealer {
  readonly email = `dealer-${randomUUID()}@example.com`;
  readonly password = randomUUID();
  readonly name = "Test Watches";
  readonly #server: DashboardServer;

  private constructor(server: DashboardServer) {
    this.#server = server;
  }

  /** Creates one, on the Business plan unless said otherwise, as the operator does. @param sampleInventory how many watches are published. */
  static async create(server: DashboardServer, sampleInventory = 0, plan = "business"): Promise<Dealer> {
    const dealer = new Dealer(server);
    const { email, password, name } = dealer;
    const who = ["--email", email, "--password", password, "--name", name, "--plan", plan];
    await server.ops("dealer", "create", ...who, "--sample-inventory", String(sampleInventory));
    return dealer;
  }

  /** A command of `ops` for this dealer: `ops("integration", "enable")`. */
  ops(noun: string, verb: string, ...more: readonly string[]): Promise<unknown> {
    return this.#server.ops(noun, verb, "--dealer", this.email, ...more);
  }

  /** Signs a browser in without the sign-in page, which has tests of its own. */
  async signIn(context: BrowserContext): Promise<void> {
    const { url } = this.#server;
    const { email, password } = this;
    const response = await context.request.post(`${url}/dashboard/api/session`, {
      headers: { origin: url },
      data: { email, password },
    });
    if (!response.ok()) throw new Error(`Signing in failed: ${await response.text()}`);
  }

  /** Switches the integration on, live unless said otherwise. @returns a call of the public API with a new key. */
  async connect(mode: "live" | "test" = "live"): Promise<(path: string, body: unknown) => Promise<Response>> {
    await this.ops("integration", "enable");
    await this.ops("integration", "set-mode", "--mode", mode);
    const created = await this.ops("key", "create");
    const key = String(Reflect.get(Object(created), "api_key"));
    return (path, body) =>
      fetch(`${this.#server.url}/api/v1${path}`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${key}`,
          "content-type": "application/json",
          "idempotency-key": randomUUID(),
        },
        body: JSON.stringify(body),
      });
  }
}
