import type { ServerResponse } from "node:http";
import { type Database, endpointPulse, run } from "@wth/database";
import { ApiError } from "../http/errors.ts";
import type { ResponseStream } from "../http/pipeline.ts";
import type { Log } from "../log.ts";
import { readShownDeliveries, shownModes } from "./delivery-list.ts";
import type { DashboardHandlers, SignedIn } from "./handlers.ts";
import type { SessionCookie } from "./session-cookie.ts";
import type { Sessions } from "./sessions.ts";

/** How often a dealer's deliveries are looked at while somebody watches them. */
const LOOK_MS = 1_000;
/** Looking takes at most this share of the time, however many watch. */
const MOST_OF_TIME = 0.1;
/** A comment comes this often, so that proxies and clients see that the stream still stands. */
const COMMENT_MS = 15_000;
/** How many of the newest deliveries are compared with what they were. */
const WINDOW = 50;
/** A browser opens six connections to a server over HTTP/1.1: some have to be left for requests. */
const STREAMS_OF_SESSION = 4;
/** In however many sessions: no dealer takes those of all others. */
const STREAMS_OF_DEALER = 40;
const STREAMS_OF_PROCESS = 500;
/** Who lets this much wait unread is gone. */
const MOST_UNREAD_BYTES = 16_384;

const HEADERS = { "Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no" };

interface Stream {
  response: ServerResponse;
  dealer: Pick<SignedIn, "integrationId" | "showTestData">;
  token: string;
  /** It has been told of something already. */
  isTold: boolean;
}

/** Settings that tests turn. */
export interface StreamTiming {
  lookMs?: number;
  commentMs?: number;
}

/**
 * The live streams of this process: says that something has changed, and not what; the list, which knows the filters, is asked
 * for that. Dealers are looked at together, once a second, for as long as somebody watches.
 *
 * Guarantees: a stream ends within a second or two of its session; nobody hears of another dealer's deliveries.
 */
export class DeliveryStreams {
  readonly #database: Database;
  readonly #sessions: Sessions;
  readonly #log: Log;
  readonly #lookMs: number;
  readonly #commentMs: number;
  readonly #streams = new Set<Stream>();
  /** Dealer and modes → what the deliveries looked like. */
  #seen = new Map<string, string>();
  #timer: NodeJS.Timeout | null = null;
  #commentedAt = performance.now();
  #isClosed = false;

  constructor({
    database,
    sessions,
    log,
    lookMs = LOOK_MS,
    commentMs = COMMENT_MS,
  }: StreamTiming & { database: Database; sessions: Sessions; log: Log }) {
    this.#database = database;
    this.#sessions = sessions;
    this.#log = log;
    this.#lookMs = lookMs;
    this.#commentMs = commentMs;
  }

  /**
   * A stream for a session.
   *
   * @throws {ApiError} `too_many_streams`.
   */
  open(token: string, dealer: Stream["dealer"]): ResponseStream {
    const ofDealer = [...this.#streams].filter((each) => each.dealer.integrationId === dealer.integrationId);
    const ofSession = ofDealer.filter((each) => each.token === token);
    const isFull =
      ofSession.length >= STREAMS_OF_SESSION ||
      ofDealer.length >= STREAMS_OF_DEALER ||
      this.#streams.size >= STREAMS_OF_PROCESS;
    if (isFull || this.#isClosed)
      throw new ApiError("too_many_streams", { headers: { "Retry-After": "60" } });
    return (response) => {
      const stream: Stream = { response, dealer, token, isTold: false };
      this.#streams.add(stream);
      response.on("close", () => this.#streams.delete(stream));
      response.on("error", () => this.#streams.delete(stream));
      response.flushHeaders();
      response.write(": open\n\n");
      if (this.#isClosed) this.#end(stream);
      else this.#timer ??= this.#lookLater(0);
    };
  }

  /** Ends all of them; no other is opened. */
  close(): void {
    this.#isClosed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    for (const stream of this.#streams) this.#end(stream);
  }

  #lookLater(ms: number): NodeJS.Timeout {
    return setTimeout(() => void this.#look(), ms);
  }

  async #look(): Promise<void> {
    const started = performance.now();
    try {
      await this.#endOfEndedSessions();
      await this.#tellOfChanges();
    } catch (error) {
      this.#log.warn({ err: error }, "Live deliveries could not be looked at; they are again in a moment.");
    }
    this.#comment();
    const took = performance.now() - started;
    if (this.#isClosed || this.#streams.size === 0) {
      this.#timer = null;
      this.#seen.clear();
    } else this.#timer = this.#lookLater(Math.max(this.#lookMs, took / MOST_OF_TIME));
  }

  async #endOfEndedSessions(): Promise<void> {
    const open = await this.#sessions.stillOpen(new Set([...this.#streams].map(({ token }) => token)));
    for (const stream of this.#streams) if (!open.has(stream.token)) this.#end(stream);
  }

  async #tellOfChanges(): Promise<void> {
    const watched = Map.groupBy(
      this.#streams,
      ({ dealer }) => `${dealer.integrationId} ${shownModes(dealer)}`,
    );
    const seen = new Map<string, string>();
    for (const [place, streams] of watched) {
      const [first] = streams;
      if (first === undefined) continue;
      const look = await this.#looksLike(first.dealer);
      seen.set(place, look);
      const isChanged = this.#seen.get(place) !== look;
      for (const stream of streams) {
        // Who has just come is told in any case: something may have happened between the list and the stream.
        if (isChanged || !stream.isTold) this.#send(stream, "event: changed\ndata: {}\n\n");
        stream.isTold = true;
      }
    }
    this.#seen = seen;
  }

  async #looksLike(dealer: Stream["dealer"]): Promise<string> {
    const [{ rows }, pulse] = await Promise.all([
      readShownDeliveries(this.#database, dealer, {}, WINDOW),
      run(this.#database.pool, endpointPulse, [dealer.integrationId]),
    ]);
    const states = rows.map(({ id, status, attempt_count, next_attempt_at }) => [
      id,
      status,
      attempt_count,
      next_attempt_at,
    ]);
    return JSON.stringify([states, pulse]);
  }

  #comment(): void {
    if (performance.now() - this.#commentedAt < this.#commentMs) return;
    this.#commentedAt = performance.now();
    for (const stream of this.#streams) this.#send(stream, ": still here\n\n");
  }

  #send(stream: Stream, text: string): void {
    if (stream.response.writableLength > MOST_UNREAD_BYTES) stream.response.destroy();
    else stream.response.write(text);
  }

  #end(stream: Stream): void {
    this.#streams.delete(stream);
    stream.response.end("event: end\ndata: {}\n\n");
  }
}

/** `/delivery_stream`. */
export function deliveryStreamHandlers(streams: DeliveryStreams, cookie: SessionCookie): DashboardHandlers {
  return {
    streamDeliveries: async ({ header }, dealer) => {
      const token = cookie.read(header("cookie"));
      // The session that the request was admitted with has one.
      if (token === null) throw new ApiError("not_signed_in");
      return { status: 200, body: undefined, headers: HEADERS, stream: streams.open(token, dealer) };
    },
  };
}
