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

/** A sealed text that cannot be opened: an unknown key, another context, or changed bytes. */
export class UnsealError extends Error {
  override name = "UnsealError";
}

/**
 * Encrypts what is secret at rest with AES-256-GCM (NIST SP 800-38D, 96-bit random nonces). A sealed text names its
 * key, so that keys can be rotated while old texts stay readable.
 */
export class Keyring {
  readonly #keys: ReadonlyMap<string, KeyObject>;
  readonly #currentId: string;
  readonly #nonces = Buffer.alloc(NONCES * IV_BYTES);
  #nextNonce = NONCES;

  private constructor(keys: ReadonlyMap<string, KeyObject>, currentId: string) {
    this.#keys = keys;
    this.#currentId = currentId;
  }

  /**
   * @param text `id:key,…`: ids of letters, digits, `_` and `-`; keys are 32 bytes in base64. The first seals, all open.
   * @throws {ConfigError} naming the entry that is not of that form.
   */
  static parse(text: string): Keyring {
    const keys = new Map<string, KeyObject>();
    for (const [index, entry] of text.split(",").entries()) {
      const match = /^([\w-]{1,32}):([A-Za-z0-9+/]{43}=?)$/.exec(entry.trim());
      const key = Buffer.from(match?.[2] ?? "", "base64");
      if (match?.[1] === undefined || key.length !== KEY_BYTES) {
        throw new ConfigError(
          `WTH_SECRETS_KEYS: entry ${index + 1} is not id:key with a key of 32 bytes in base64.`,
        );
      }
      if (keys.has(match[1])) throw new ConfigError(`WTH_SECRETS_KEYS: the id ${match[1]} is there twice.`);
      keys.set(match[1], createSecretKey(key));
    }
    const [currentId] = keys.keys();
    if (currentId === undefined) throw new ConfigError("WTH_SECRETS_KEYS: holds no key.");
    return new Keyring(keys, currentId);
  }

  /**
   * Seals `text` as `id.base64url(nonce, ciphertext, tag)`.
   *
   * @param context what the text belongs to, such as `webhook_secret:<endpoint id>`. It is authenticated: a sealed
   *   text copied to another row does not open there.
   */
  seal(text: string, context: string): string {
    const key = this.#key(this.#currentId);
    const iv = this.#nonce();
    const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(context));
    const sealed = Buffer.concat([iv, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
    return `${this.#currentId}.${sealed.toString("base64url")}`;
  }

  /** @throws {UnsealError} when the key is not in this ring, the context differs, or the text was changed. */
  open(sealed: string, context: string): string {
    const dot = sealed.indexOf(".");
    const bytes = Buffer.from(sealed.slice(dot + 1), "base64url");
    const key = this.#key(sealed.slice(0, Math.max(dot, 0)));
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
    const key = this.#keys.get(id);
    if (key === undefined)
      throw new UnsealError(`WTH_SECRETS_KEYS has no key "${id}". Add the key that sealed this.`);
    return key;
  }
}
