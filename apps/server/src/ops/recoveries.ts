import { dashboardDocument, eventTypes } from "@wth/contract";
import type { RecoverableStatus } from "@wth/database";
import { type Command, InvalidArgumentError, Option } from "commander";
import { MAX_RECOVERY_RATE } from "../config.ts";
import { placeIn } from "../http/document.ts";
import { findDealerId, findIntegration } from "../integration/find.ts";
import {
  countByType,
  type RecoverySelection,
  readRecovery,
  startRecovery,
  stopRecovery,
} from "../recovery/recovery.ts";
import { serializeCount, serializeRecovery } from "../recovery/serialize.ts";
import { OpsError } from "./errors.ts";
import { type Mode, modeOption, timeOption, wholeNumberTo } from "./log-options.ts";
import { action, type OpsContext } from "./run.ts";
import { parseUuid } from "./uuid.ts";

const STATUSES: readonly RecoverableStatus[] = ["failed", "dead_letter"];

/** Of the options, those that select; their names are those of the dashboard's API. */
interface SelectionOptions {
  neverSent?: true;
  since?: Date;
  until?: Date;
  outcome?: string;
  status?: RecoverableStatus;
  type?: string[];
  createdAfter?: Date;
  createdBefore?: Date;
  mode?: Mode;
}

interface DealerOption {
  dealer: string;
}

/** `ops deliveries recover`, `recover-status` and `cancel-recovery`. */
export function addRecoveryCommands(forDealer: (name: string, description: string) => Command): void {
  addRecover(
    forDealer(
      "recover",
      "redeliver what failed, or send what was never sent; the workers do it, the oldest first",
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
  addSelectionOptions(command)
    .option(
      "--rate <count>",
      `the most in a second, 1 to ${MAX_RECOVERY_RATE}; default: WTH_RECOVERY_RATE`,
      wholeNumberTo(MAX_RECOVERY_RATE),
    )
    .option("--dry-run", "only count");

  action<DealerOption & SelectionOptions & { rate?: number; dryRun?: true }>(
    command,
    async ({ dealer, rate, dryRun, ...options }, context) => {
      const { database, config } = context;
      const selection = selectionOf(options);
      const integrationId = await integrationOf(context, dealer);
      if (dryRun === true) {
        const counts = await countByType(database, integrationId, selection);
        return { dry_run: true, ...serializeCount(counts) };
      }
      const begun = await startRecovery(database, integrationId, selection, rate ?? config.recoveryRate);
      return { recovery: serializeRecovery(begun) };
    },
  );
}

function addSelectionOptions(command: Command): Command {
  return command
    .addOption(timeOption("--since", "what was last tried since then, and failed"))
    .addOption(timeOption("--until", "and before that moment"))
    .option(
      "--outcome <outcome>",
      "only what that attempt came to: a status (500), a class (5xx), a kind of error (timeout), or network_error",
      parseOutcome,
    )
    .addOption(new Option("--status <status>", "only these; default: both").choices(STATUSES))
    .addOption(
      new Option("--never-sent", "events that were never sent, instead of what failed").conflicts([
        "since",
        "until",
        "outcome",
        "status",
      ]),
    )
    .addOption(new Option("--type <type...>", "only events of these types; default: all").choices(eventTypes))
    .addOption(timeOption("--created-after", "only what was made, or happened, later"))
    .addOption(timeOption("--created-before", "only what was made, or happened, earlier"))
    .addOption(modeOption("only of this mode; default: both"));
}

/** @throws {OpsError} when no time says where to begin: a whole log is too much to be asked for by leaving something out. */
function selectionOf(options: SelectionOptions): RecoverySelection {
  const { neverSent = false, since = null, createdAfter = null, status, mode } = options;
  if (since === null && createdAfter === null) {
    throw new OpsError(
      neverSent
        ? "Say from when on with --created-after TIME, such as 7d."
        : "Say from when on: --since TIME for what was last tried since then, or --created-after TIME for what was made later.",
    );
  }
  return {
    kind: neverSent ? "never_sent" : "failed",
    since,
    until: options.until ?? null,
    outcome: options.outcome ?? null,
    statuses: neverSent ? [] : status === undefined ? STATUSES : [status],
    types: options.type ?? [],
    createdAfter,
    createdBefore: options.createdBefore ?? null,
    livemode: mode === undefined ? null : mode === "live",
  };
}

/** An outcome as the contract of the dashboard's API takes it. */
function parseOutcome(text: string): string {
  const pattern = placeIn(dashboardDocument, "components", "schemas", "Outcome")?.value.pattern;
  if (!new RegExp(String(pattern)).test(text)) {
    throw new InvalidArgumentError(
      "Use a status such as 500, a class such as 5xx, timeout or network_error.",
    );
  }
  return text;
}

async function integrationOf({ database }: OpsContext, dealer: string): Promise<string> {
  return (await findIntegration(database, await findDealerId(database, dealer))).id;
}
