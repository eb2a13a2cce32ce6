import { createHash, randomBytes } from "node:crypto";
import {
  beginSession,
  type Database,
  endSession,
  findSession,
  listOpenSessions,
  run,
  type SessionRow,
} from "@wth/database";
import type { SessionAge } from "./limits.ts";

const TOKEN_BYTES = 32;
const TOKEN = /^[\w-]{43}$/;

/** The sessions of the dashboard, in the database. Of a token only its SHA-256 is kept. */
export class Sessions {
  readonly #database: Database;
  readonly #age: SessionAge;

  constructor(database: Database, age: SessionAge) {
    this.#database = database;
    this.#age = age;
  }

  /** The greatest age of a session, in seconds. */
  get maxSeconds(): number {
    return this.#age.maxSeconds;
  }

  /**
   * Begins a session, always under a new token.
   *
   * @param passwordHash that the password was compared with.
   * @returns its token: the only time it is to be had. Null when the password was changed meanwhile.
   */
  async begin(userId: string, passwordHash: string): Promise<string | null> {
    const token = randomBytes(TOKEN_BYTES).toString("base64url");
    const rows = await run(this.#database.pool, beginSession, [
      hashToken(token),
      userId,
      passwordHash,
      this.#age.maxSeconds,
    ]);
    return rows.length === 0 ? null : token;
  }

  /** The session of a token, or null when there is none, or none any more. */
  async find(token: string | null): Promise<SessionRow | null> {
    if (token === null || !TOKEN.test(token)) return null;
    const [row] = await run(this.#database.pool, findSession, [hashToken(token), this.#age.idleSeconds]);
    return row ?? null;
  }

  /** Those of these tokens whose sessions have not ended. Asking does not count as using them. */
  async stillOpen(tokens: ReadonlySet<string>): Promise<ReadonlySet<string>> {
    const byHash = new Map([...tokens].map((token) => [hashToken(token).toString("hex"), token]));
    const hashes = [...byHash.keys()].map((hash) => Buffer.from(hash, "hex"));
    const rows = await run(this.#database.pool, listOpenSessions, [hashes, this.#age.idleSeconds]);
    return new Set(rows.map(({ token_hash: hash }) => byHash.get(hash.toString("hex")) ?? ""));
  }

  /** Ends the session of a token, if there is one. */
  async end(token: string | null): Promise<void> {
    if (token !== null) await run(this.#database.pool, endSession, [hashToken(token)]);
  }
}

function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
