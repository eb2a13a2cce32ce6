import type { RecoverableStatus } from "@wth/database";
import { type Command, InvalidArgumentError, Option } from "commander";
import { MAX_RECOVERY_RATE } from "../config.ts";
import { findDealerId, findIntegration } from "../integration/find.ts";
import { countRecovery, readRecovery, startRecovery, stopRecovery } from "../recovery/recovery.ts";
import { serializeRecovery } from "../recovery/serialize.ts";
import { action, type OpsContext } from "./run.ts";
import { parsePastTime } from "./time.ts";
import { parseUuid } from "./uuid.ts";

const STATUSES: readonly RecoverableStatus[] = ["failed", "dead_letter"];

interface DealerOption {
  dealer: string;
}

/** `ops deliveries recover`, `recover-status` and `cancel-recovery`. */
export function addRecoveryCommands(forDealer: (name: string, description: string) => Command): void {
  addRecover(
    forDealer(
      "recover",
      "redeliver everything that failed since a time; the workers do it, the oldest first",
    ),
  );

  action<DealerOption & { id?: string }>(
    forDealer("recover-status", "how far a recovery has come").option(
      "--id <id>",
      "which; default: the latest",
      parseUuid,
    ),
    async ({ dealer, id }, context) => ({
      recovery: serializeRecovery(
        await readRecovery(context.database, await integrationOf(context, dealer), id ?? null),
      ),
    }),
  );
  action<DealerOption>(
    forDealer("cancel-recovery", "end the running recovery; what it has made due goes out"),
    async ({ dealer }, context) => ({
      recovery: serializeRecovery(await stopRecovery(context.database, await integrationOf(context, dealer))),
    }),
  );
}

function addRecover(command: Command): void {
  command
    .requiredOption(
      "--since <time>",
      "what was last tried since then, and failed: RFC 3339, or how long ago, such as 6h",
      (text) => parsePastTime(text),
    )
    .addOption(new Option("--status <status>", "only these; default: both").choices(STATUSES))
    .addOption(new Option("--mode <mode>", "only of this mode; default: both").choices(["test", "live"]))
    .option(
      "--rate <count>",
      `the most in a second, 1 to ${MAX_RECOVERY_RATE}; default: WTH_RECOVERY_RATE`,
      parseRate,
    )
    .option("--dry-run", "only count");

  action<
    DealerOption & {
      since: Date;
      status?: RecoverableStatus;
      mode?: "test" | "live";
      rate?: number;
      dryRun?: true;
    }
  >(command, async ({ dealer, since, status, mode, rate, dryRun }, context) => {
    const { database, config } = context;
    const integrationId = await integrationOf(context, dealer);
    const selection = {
      since,
      livemode: mode === undefined ? null : mode === "live",
      statuses: status === undefined ? STATUSES : [status],
    };
    if (dryRun === true) {
      const counts = await countRecovery(database, integrationId, selection);
      return { dry_run: true, total: counts.failed + counts.dead_letter, ...counts };
    }
    const begun = await startRecovery(database, integrationId, selection, rate ?? config.recoveryRate);
    return { recovery: serializeRecovery(begun) };
  });
}

async function integrationOf({ database }: OpsContext, dealer: string): Promise<string> {
  return (await findIntegration(database, await findDealerId(database, dealer))).id;
}

function parseRate(text: string): number {
  const rate = Number(text);
  if (!/^\d+$/.test(text) || rate < 1 || rate > MAX_RECOVERY_RATE) {
    throw new InvalidArgumentError(`Use a whole number from 1 to ${MAX_RECOVERY_RATE}.`);
  }
  return rate;
}
