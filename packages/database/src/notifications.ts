import pg from "pg";

const RECONNECT_MS = 1_000;

/** What a subscriber is told. All three are called synchronously, in the order in which things happened. */
export interface Subscriber {
  /** A transaction that notified the channel has committed, and every statement that begins now sees it. */
  onNotify(payload: string): void;
  /** From now on nothing is missed, until {@link onLost}; what was notified before may have been. */
  onListening(): void;
  /** Notifications may be missed from now on, until {@link onListening}. */
  onLost(): void;
}

/** An end to being told. */
export interface Subscription {
  close(): void;
}

/**
 * Hears NOTIFY: one connection for all channels of a process, opened by the first subscription and opened again when
 * it breaks.
 *
 * A break is noticed when the server or the network says so, and at the latest when the keep-alive probes of TCP go
 * unanswered. Nothing may depend on a notification alone: subscribers poll, or let what they keep expire.
 */
export class Notifications {
  readonly #url: string;
  readonly #onError: (error: Error) => void;
  readonly #subscribers = new Map<string, Set<Subscriber>>();
  /** Null while there is no connection. */
  #client: pg.Client | null = null;
  #connecting: Promise<void> | null = null;
  #retry: NodeJS.Timeout | null = null;
  #announced = false;
  #closed = false;

  /** @param onError told once when the connection is lost, and not again before it was back. */
  constructor(url: string, onError: (error: Error) => void) {
    this.#url = url;
    this.#onError = onError;
  }

  /** Has `subscriber` told of what happens on a channel, as soon as there is a connection. */
  listen(channel: string, subscriber: Subscriber): Subscription {
    const onChannel = this.#subscribers.get(channel) ?? new Set();
    this.#subscribers.set(channel, onChannel.add(subscriber));
    if (this.#client !== null) void this.#begin(this.#client, channel, [subscriber]);
    else if (this.#connecting === null && this.#retry === null) this.#connecting = this.#connect();
    return { close: () => onChannel.delete(subscriber) };
  }

  /** Closes the connection for good. */
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
      keepAliveInitialDelayMillis: 10_000,
      connectionTimeoutMillis: 5_000,
    });
    client.on("notification", ({ channel, payload = "" }) => {
      for (const subscriber of this.#subscribers.get(channel) ?? []) subscriber.onNotify(payload);
    });
    client.on("error", (error) => this.#lost(client, error));
    client.on("end", () => this.#lost(client, new Error("The server closed the connection.")));
    try {
      await client.connect();
    } catch (error) {
      this.#failed(client, error);
      return;
    }
    this.#connecting = null;
    this.#client = client;
    await Promise.all(
      [...this.#subscribers].map(([channel, subscribers]) => this.#begin(client, channel, [...subscribers])),
    );
  }

  async #begin(client: pg.Client, channel: string, subscribers: readonly Subscriber[]): Promise<void> {
    try {
      await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
    } catch (error) {
      this.#lost(client, error);
      return;
    }
    if (client !== this.#client) return;
    this.#announced = false;
    for (const subscriber of subscribers) subscriber.onListening();
  }

  #lost(client: pg.Client, error: unknown): void {
    if (this.#closed || client !== this.#client) return;
    this.#client = null;
    for (const onChannel of this.#subscribers.values()) for (const each of onChannel) each.onLost();
    this.#failed(client, error);
  }

  /** Gives a connection up, and tries another soon. */
  #failed(client: pg.Client, cause: unknown): void {
    client.end().catch(() => {});
    if (this.#closed) return;
    if (!this.#announced) {
      this.#announced = true;
      this.#onError(new Error("Notifications are not heard; trying again every second.", { cause }));
    }
    this.#retry = setTimeout(() => {
      this.#retry = null;
      this.#connecting = this.#connect();
    }, RECONNECT_MS);
  }
}
