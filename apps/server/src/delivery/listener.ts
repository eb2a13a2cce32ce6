import { DELIVERY_DUE_CHANNEL } from "@wth/database";
import pg from "pg";
import type { Log } from "../log.ts";

const RECONNECT_MS = 1_000;

/** Hears NOTIFY on a connection of its own, and opens it again when it breaks. */
export class Listener {
  readonly #url: string;
  readonly #log: Log;
  readonly #onNotify: () => void;
  #client: pg.Client | null = null;
  #connecting: Promise<void>;
  #retry: NodeJS.Timeout | null = null;
  #closed = false;

  /** Starts to listen at once, in the background. */
  constructor(url: string, log: Log, onNotify: () => void) {
    this.#url = url;
    this.#log = log;
    this.#onNotify = onNotify;
    this.#connecting = this.#connect();
  }

  /** Closes the connection and stops trying. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#retry !== null) clearTimeout(this.#retry);
    await this.#connecting;
    await this.#client?.end().catch(() => {});
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: "wth-listener",
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    client.on("notification", this.#onNotify);
    client.on("error", (error) => this.#lost(client, error));
    client.on("end", () => this.#lost(client, null));
    try {
      await client.connect();
      await client.query(`LISTEN ${DELIVERY_DUE_CHANNEL}`);
      this.#client = client;
      // Something may have become due while nobody listened.
      this.#onNotify();
    } catch (error) {
      this.#client = client;
      this.#lost(client, error);
    }
  }

  #lost(client: pg.Client, error: unknown): void {
    if (this.#closed || client !== this.#client) return;
    this.#client = null;
    this.#log.warn({ err: error }, "Lost the connection that wakes the worker; polling until it is back.");
    client.end().catch(() => {});
    this.#retry = setTimeout(() => {
      this.#connecting = this.#connect();
    }, RECONNECT_MS);
  }
}
