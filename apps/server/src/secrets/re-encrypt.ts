import {
  countSealedTexts,
  type Database,
  pageSealedAnswers,
  replaceSealedAnswers,
  run,
  type SealedAnswer,
  type SealedKind,
  type SealedSecret,
  sealedPreviousSecrets,
  sealedSecrets,
} from "@wth/database";
import { idempotencyContext } from "./idempotency-context.ts";
import { type Keyring, UnsealError } from "./keyring.ts";
import { secretContext } from "./webhook-secret.ts";

/** Texts that are read, sealed anew and written at once. An answer of a bulk request takes some hundred kilobytes. */
const BATCH = 100;
/** A pass that finds nothing is the last. More are needed while a process still seals with an older key. */
const MAX_PASSES = 3;
const FIRST_ID = "00000000-0000-0000-0000-000000000000";

/** How many texts there are, of each kind. */
export type TextCounts = Record<SealedKind, number>;

/** What is sealed with each key, by its id. Keys that have sealed nothing are not there. */
export async function countByKey(database: Database): Promise<Map<string, TextCounts>> {
  const counts = new Map<string, TextCounts>();
  for (const { kind, key_id, texts } of await run(database.pool, countSealedTexts, [])) {
    counts.set(key_id, { ...(counts.get(key_id) ?? noTexts()), [kind]: texts });
  }
  return counts;
}

/** No text of any kind. */
export function noTexts(): TextCounts {
  return { webhook_secrets: 0, stored_answers: 0 };
}

/** Settings of {@link reEncrypt}. */
export interface ReEncryptOptions {
  /** Told after each batch how many texts are done, since the start. */
  onProgress?: (done: TextCounts) => void;
  /** Texts at once. */
  batch?: number;
}

/**
 * Seals everything anew that is not sealed with the current key, while processes work: in batches, each of which is a
 * statement of its own and costs others no more than a moment's wait for its rows.
 *
 * Guarantees: a text that changes meanwhile is never overwritten with an older one; every text can be opened all the
 * time, by whoever has both keys; it can be interrupted anywhere and run again, and goes on where it was, because a text
 * names its key; two can run at once. What does not open stays as it is ({@link countByKey} shows it afterwards).
 *
 * @returns how many texts were sealed anew.
 */
export async function reEncrypt(
  database: Database,
  keyring: Keyring,
  { onProgress = () => {}, batch = BATCH }: ReEncryptOptions = {},
): Promise<TextCounts> {
  const done = noTexts();
  const note = (kind: SealedKind) => (texts: number) => {
    done[kind] += texts;
    onProgress({ ...done });
  };
  for (let pass = 1, found = 1; pass <= MAX_PASSES && found > 0; pass += 1) {
    found = 0;
    for (const column of [sealedSecrets, sealedPreviousSecrets]) {
      found += await sealAnew(secretStore(database, column), keyring, batch, note("webhook_secrets"));
    }
    found += await sealAnew(answerStore(database), keyring, batch, note("stored_answers"));
  }
  return done;
}

/** A place that sealed texts are kept in. */
interface Store<Text extends { sealed: string }> {
  /** The next texts that other keys than this have sealed, in an order that stays. */
  page(after: Text | null, keyId: string, limit: number): Promise<Text[]>;
  /** What a text belongs to; see {@link Keyring.seal}. */
  context(text: Text): string;
  /** Puts each `resealed` in the place of what was read, where that still stands. @returns how many did. */
  replace(texts: readonly Text[], resealed: readonly string[]): Promise<number>;
}

/** @returns how many texts it found that open. */
async function sealAnew<Text extends { sealed: string }>(
  store: Store<Text>,
  keyring: Keyring,
  batch: number,
  note: (texts: number) => void,
): Promise<number> {
  let found = 0;
  for (let after: Text | null = null; ; ) {
    const page: Text[] = await store.page(after, keyring.currentId, batch);
    const texts = page.flatMap((text) => {
      const resealed = sealedAnew(keyring, text.sealed, store.context(text));
      return resealed === null ? [] : [{ text, resealed }];
    });
    found += texts.length;
    if (texts.length > 0) {
      note(
        await store.replace(
          texts.map(({ text }) => text),
          texts.map(({ resealed }) => resealed),
        ),
      );
    }
    after = page.at(-1) ?? null;
    if (after === null || page.length < batch) return found;
  }
}

/** Null when it does not open. */
function sealedAnew(keyring: Keyring, sealed: string, context: string): string | null {
  try {
    return keyring.seal(keyring.open(sealed, context), context);
  } catch (error) {
    if (error instanceof UnsealError) return null;
    throw error;
  }
}

function secretStore({ pool }: Database, { page, replace }: typeof sealedSecrets): Store<SealedSecret> {
  return {
    page: (after, keyId, limit) => run(pool, page, [after?.endpoint_id ?? FIRST_ID, keyId, limit]),
    context: ({ endpoint_id }) => secretContext(endpoint_id),
    replace: async (texts, resealed) => {
      const ids = texts.map(({ endpoint_id }) => endpoint_id);
      return (await run(pool, replace, [ids, texts.map(({ sealed }) => sealed), resealed])).length;
    },
  };
}

function answerStore({ pool }: Database): Store<SealedAnswer> {
  const identity = ({ integration_id, is_test, method, path, key }: Omit<SealedAnswer, "sealed">) =>
    [integration_id, is_test, method, path, key] as const;
  const first = { integration_id: FIRST_ID, is_test: false, method: "", path: "", key: "" };
  return {
    page: (after, keyId, limit) => run(pool, pageSealedAnswers, [...identity(after ?? first), keyId, limit]),
    context: (answer) => idempotencyContext(identity(answer)),
    replace: async (answers, resealed) => {
      const columns = [
        answers.map(({ integration_id }) => integration_id),
        answers.map(({ is_test }) => is_test),
        answers.map(({ method }) => method),
        answers.map(({ path }) => path),
        answers.map(({ key }) => key),
        answers.map(({ sealed }) => sealed),
        resealed,
      ] as const;
      return (await run(pool, replaceSealedAnswers, columns)).length;
    },
  };
}
