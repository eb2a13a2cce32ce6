import type { Command } from "commander";
import { addKey, removeKey } from "../secrets/key-file.ts";
import type { Keyring } from "../secrets/keyring.ts";
import { countByKey, noTexts, reEncrypt, type TextCounts } from "../secrets/re-encrypt.ts";
import { OpsError } from "./errors.ts";
import { action, type OpsContext } from "./run.ts";

/** Progress is told this often. */
const TELL_EVERY_MS = 1_000;

/** `ops secrets …` */
export function addSecretsCommands(program: Command): void {
  const secrets = program.command("secrets").description("the keys that encrypt what is secret at rest");

  action(
    secrets.command("status").description("which keys there are, and how much each has sealed"),
    async (_, context) => status(context),
  );
  action(
    secrets
      .command("add-key")
      .description("make a new key of the data folder, which seals from now on; the others still open"),
    async (_, { config }) => {
      const id = addKey(config);
      return {
        added_key: id,
        next: "A running server takes it up within a second. Then: ops secrets rotate-key",
      };
    },
  );
  action(
    secrets
      .command("rotate-key")
      .description("seal everything anew with the current key, the first one, while the servers run"),
    async (_, context) => rotateKey(context),
  );
  action<{ id: string }>(
    secrets
      .command("remove-key")
      .description("take a key that nothing is sealed with out of the data folder")
      .requiredOption("--id <id>", "which"),
    async ({ id }, { config, database }) => {
      const { webhook_secrets, stored_answers } = (await countByKey(database)).get(id) ?? noTexts();
      if (webhook_secrets + stored_answers > 0) {
        throw new OpsError(
          `${webhook_secrets + stored_answers} texts are sealed with ${id}. Run first: ops secrets rotate-key`,
          "key_in_use",
        );
      }
      removeKey(config, id);
      return { removed_key: id };
    },
  );
}

/** `missing`: something is sealed with it, and it is not among the keys. `unused`: it can be removed. */
type KeyState = "current" | "in_use" | "unused" | "missing";

async function status({ database, keyring }: OpsContext) {
  const counts = await countByKey(database);
  const state = (id: string): KeyState => {
    if (id === keyring.currentId) return "current";
    if (!keyring.ids.includes(id)) return "missing";
    return counts.has(id) ? "in_use" : "unused";
  };
  const keys = [...new Set([...keyring.ids, ...counts.keys()])].map(
    (id) => [id, { state: state(id), ...(counts.get(id) ?? noTexts()) }] as const,
  );
  return { current_key: keyring.currentId, keys: Object.fromEntries(keys) };
}

async function rotateKey({ database, keyring, config }: OpsContext) {
  const { currentId, ids } = keyring;
  const todo = total([...(await countByKey(database))].filter(([id]) => id !== currentId));
  const reEncrypted = await reEncrypt(database, keyring, { onProgress: teller(todo) });

  const left = [...(await countByKey(database))].filter(([id]) => id !== currentId);
  const removable = ids.filter((id) => id !== currentId && !left.some(([other]) => other === id));
  if (left.length > 0) {
    process.exitCode = 1;
    process.stderr.write(`ops: ${left.map((each) => explain(each, keyring)).join("\nops: ")}\n`);
  }
  return {
    current_key: currentId,
    re_encrypted: reEncrypted,
    left: Object.fromEntries(left),
    removable_keys: removable,
    next: advice(currentId, removable, config.secretsKeys === null),
  };
}

/** Tells on standard error how far it is, now and then. */
function teller(todo: TextCounts): (done: TextCounts) => void {
  let tellAt = 0;
  return (done) => {
    if (performance.now() < tellAt) return;
    tellAt = performance.now() + TELL_EVERY_MS;
    process.stderr.write(
      `webhook secrets: ${done.webhook_secrets} of ${todo.webhook_secrets}, stored answers: ${done.stored_answers} of ${todo.stored_answers}\n`,
    );
  };
}

function total(counts: readonly (readonly [id: string, texts: TextCounts])[]): TextCounts {
  const sum = noTexts();
  for (const [, texts] of counts) {
    sum.webhook_secrets += texts.webhook_secrets;
    sum.stored_answers += texts.stored_answers;
  }
  return sum;
}

/** Why texts could not be sealed anew. */
function explain([id, texts]: readonly [string, TextCounts], { ids, name }: Keyring): string {
  const what = `${texts.webhook_secrets} webhook secrets and ${texts.stored_answers} stored answers are sealed with ${JSON.stringify(id)}`;
  if (!ids.includes(id)) return `${what}, which ${name} does not have. Add that key and run this again.`;
  return `${what} still: they do not open with it, or a process seals with it that was started with it as the first key. Restart such a process, and run this again.`;
}

function advice(currentId: string, removable: readonly string[], isFile: boolean): string {
  if (removable.length === 0) return "No key can be removed.";
  const unused = `Nothing is sealed any more with ${removable.join(", ")}.`;
  if (isFile) return `${unused} Remove it with: ops secrets remove-key --id ${removable[0]}`;
  return `${unused} Remove it from WTH_SECRETS_KEYS once every process has been started with ${currentId} as the first key; if one had not before this run, run this again after its start.`;
}
