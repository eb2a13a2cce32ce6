import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  type KeyObject,
  randomFillSync,
} from "node:crypto";
import { ConfigError } from "../config.ts";

const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
/** Random bytes are drawn for this many nonces at once: a draw costs more than the encryption of an answer. */
const NONCES = 256;

/** A keyring that follows a file looks for changes of it this often. */
const LOOK_MS = 1_000;

/** A sealed text that cannot be opened: an unknown key, another context, or changed bytes. */
export class UnsealError extends Error {
  override name = "UnsealError";
}

/** Keys that can change while they are in use. */
export interface KeySource {
  /** What messages call it. */
  readonly name: string;
  /** The keys, in the form that {@link Keyring.parse} takes. */
  read(): string;
  /** Another text whenever {@link read} may return something else. */
  stamp(): string;
}

/** By id, the current one first. */
type Keys = ReadonlyMap<string, KeyObject>;

/**
 * Encrypts what is secret at rest with AES-256-GCM (NIST SP 800-38D, 96-bit random nonces). A sealed text names its
 * key, so that keys can be rotated while old texts stay readable.
 */
export class Keyring {
  #keys: Keys;
  #currentId: string;
  readonly #name: string;
  readonly #nonces = Buffer.alloc(NONCES * IV_BYTES);
  #nextNonce = NONCES;
  readonly #source: KeySource | null;
  #stamp = "";
  #nextLook = 0;

  private constructor(keys: Keys, name: string, source: KeySource | null) {
    this.#keys = keys;
    this.#currentId = firstId(keys);
    this.#name = name;
    this.#source = source;
  }

  /**
   * @param text `id:key,…`: ids of letters, digits, `_` and `-`; keys are 32 bytes in base64. The first seals, all open.
   * @param name where the text is from, for messages.
   * @throws {ConfigError} naming the entry that is not of that form.
   */
  static parse(text: string, name = "WTH_SECRETS_KEYS"): Keyring {
    return new Keyring(parseKeys(text, name), name, null);
  }

  /**
   * The keyring of keys that can change: it seals with those of at most a second ago, and looks again before it gives up
   * on a text whose key it does not know. What cannot be read as keys later on changes nothing.
   *
   * @throws {ConfigError} when they are not of the form that {@link parse} takes.
   */
  static following(source: KeySource): Keyring {
    const stamp = source.stamp();
    const keyring = new Keyring(parseKeys(source.read(), source.name), source.name, source);
    keyring.#stamp = stamp;
    return keyring;
  }

  /** The id of the key that a sealed text names; whether it is in a ring is another question. */
  static keyIdOf(sealed: string): string {
    return sealed.slice(0, Math.max(sealed.indexOf("."), 0));
  }

  /** The id of the key that seals. */
  get currentId(): string {
    this.#look();
    return this.#currentId;
  }

  /** The ids of all keys, the current one first. */
  get ids(): readonly string[] {
    this.#look();
    return [...this.#keys.keys()];
  }

  /** Where the keys are from. */
  get name(): string {
    return this.#name;
  }

  /**
   * Seals `text` as `id.base64url(nonce, ciphertext, tag)`.
   *
   * @param context what the text belongs to, such as `webhook_secret:<endpoint id>`. It is authenticated: a sealed
   *   text copied to another row does not open there.
   */
  seal(text: string, context: string): string {
    const id = this.currentId;
    const key = this.#key(id);
    const iv = this.#nonce();
    const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(context));
    const sealed = Buffer.concat([iv, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
    return `${id}.${sealed.toString("base64url")}`;
  }

  /** @throws {UnsealError} when the key is not in this ring, the context differs, or the text was changed. */
  open(sealed: string, context: string): string {
    const bytes = Buffer.from(sealed.slice(sealed.indexOf(".") + 1), "base64url");
    const key = this.#key(Keyring.keyIdOf(sealed));
    if (bytes.length < IV_BYTES + TAG_BYTES) throw new UnsealError("The sealed text is cut short.");
    const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, IV_BYTES))
      .setAAD(Buffer.from(context))
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    try {
      return (
        decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, "utf8") + decipher.final("utf8")
      );
    } catch (cause) {
      throw new UnsealError("The sealed text does not belong to this key and context.", { cause });
    }
  }

  #nonce(): Buffer {
    if (this.#nextNonce === NONCES) {
      randomFillSync(this.#nonces);
      this.#nextNonce = 0;
    }
    const start = this.#nextNonce * IV_BYTES;
    this.#nextNonce += 1;
    return this.#nonces.subarray(start, start + IV_BYTES);
  }

  #key(id: string): KeyObject {
    if (!this.#keys.has(id)) this.#look(true);
    const key = this.#keys.get(id);
    if (key === undefined)
      throw new UnsealError(`${this.#name} has no key "${id}". Add the key that sealed this.`);
    return key;
  }

  /** Takes over what has changed in the source, if it is time to look, or `atOnce`. */
  #look(atOnce = false): void {
    if (this.#source === null || (!atOnce && performance.now() < this.#nextLook)) return;
    this.#nextLook = performance.now() + LOOK_MS;
    try {
      const stamp = this.#source.stamp();
      if (stamp === this.#stamp) return;
      this.#keys = parseKeys(this.#source.read(), this.#name);
      this.#currentId = firstId(this.#keys);
      this.#stamp = stamp;
    } catch {
      // Being written, or broken: the keys that were read stay, and it is looked at again.
    }
  }
}

function parseKeys(text: string, name: string): Keys {
  const keys = new Map<string, KeyObject>();
  for (const [index, entry] of text.split(",").entries()) {
    const match = /^([\w-]{1,32}):([A-Za-z0-9+/]{43}=?)$/.exec(entry.trim());
    const key = Buffer.from(match?.[2] ?? "", "base64");
    if (match?.[1] === undefined || key.length !== KEY_BYTES) {
      throw new ConfigError(`${name}: entry ${index + 1} is not id:key with a key of 32 bytes in base64.`);
    }
    if (keys.has(match[1])) throw new ConfigError(`${name}: the id ${match[1]} is there twice.`);
    keys.set(match[1], createSecretKey(key));
  }
  return keys;
}

function firstId(keys: Keys): string {
  const [id] = keys.keys();
  if (id === undefined) throw new Error("A text of keys has one entry at least.");
  return id;
}
