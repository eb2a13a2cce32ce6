import type { ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { ask, end, forkModule } from "./child.ts";
import type { Environment } from "./environment.ts";
import type { Memory, StatementTexts } from "./probe.ts";

const MAIN = fileURLToPath(import.meta.resolve("@wth/server/main.ts"));
const PROBE = import.meta.resolve("./probe.ts");
const POLL_MS = 20;

/** Workers as production runs them: the server's own program, each in a process of its own. */
export class Workers {
  readonly #children: readonly ChildProcess[];

  private constructor(children: readonly ChildProcess[]) {
    this.#children = children;
  }

  /**
   * Starts some; resolves when all of them claim.
   *
   * @param env variables of the server beside those that it needs.
   */
  static async start(
    { database, secretsKeys }: Environment,
    number: number,
    env: Readonly<Record<string, string>> = {},
  ): Promise<Workers> {
    const options = {
      execArgv: ["--expose-gc", "--import", PROBE],
      env: {
        DATABASE_URL: database.url,
        WTH_SECRETS_KEYS: secretsKeys,
        WTH_ROLES: "worker",
        NODE_ENV: "test", // webhooks may go to loopback only outside production
        WTH_ALLOW_INSECURE_WEBHOOKS: "1",
        LOG_LEVEL: "warn",
        ...env,
      },
    };
    const children = Array.from({ length: number }, () => forkModule(MAIN, options));
    for (let claiming = 0; claiming < number; await sleep(POLL_MS)) {
      if (children.some(({ exitCode }) => exitCode !== null)) throw new Error("A worker did not start.");
      const { rows } = await database.pool.query<{ count: number }>(
        "SELECT count(*)::int FROM pg_stat_activity WHERE application_name = 'wth-claims'",
      );
      claiming = rows[0]?.count ?? 0;
    }
    return new Workers(children);
  }

  get pids(): number[] {
    return this.#children.flatMap(({ pid }) => pid ?? []);
  }

  /** What the first of them holds, after its garbage was collected. */
  async memory(): Promise<Memory> {
    return ask(this.#first, "memory", "The worker");
  }

  /** The statements that the first of them has run, by name. */
  async statements(): Promise<StatementTexts> {
    return ask(this.#first, "statements", "The worker");
  }

  /** Ends all in order: what is in flight is recorded. */
  async stop(): Promise<void> {
    await Promise.all(this.#children.map(end));
  }

  get #first(): ChildProcess {
    const [first] = this.#children;
    if (first === undefined) throw new Error("There is no worker.");
    return first;
  }
}
