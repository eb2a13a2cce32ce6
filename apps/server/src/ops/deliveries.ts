import { eventTypes } from "@wth/contract";
import { DeliveryStatus, findDeliveryMode, getDelivery, run } from "@wth/database";
import { type Command, Option } from "commander";
import { cancelAll, cancelDelivery } from "../deliveries/cancel.ts";
import { readDeliveries } from "../deliveries/list.ts";
import { type DeliveryKey, retryDelivery } from "../deliveries/retry.ts";
import { serializeDelivery, serializeDeliverySummary } from "../deliveries/serialize.ts";
import { listEnvelope } from "../http/cursor.ts";
import { notFound } from "../http/errors.ts";
import { findDealerId, findIntegration } from "../integration/find.ts";
import { OpsError } from "./errors.ts";
import {
  addPageOptions,
  type Mode,
  modeOption,
  type PageOptions,
  timeOption,
  typeOption,
} from "./log-options.ts";
import { addRecoveryCommands } from "./recoveries.ts";
import { action, type OpsContext } from "./run.ts";
import { parseUuid } from "./uuid.ts";

type EventType = (typeof eventTypes)[number];

interface DealerOption {
  dealer: string;
}

/** `ops deliveries …` */
export function addDeliveryCommands(program: Command): void {
  const deliveries = program.command("deliveries").description("the delivery log, and what still waits");
  const forDealer = (name: string, description: string) =>
    deliveries.command(name).description(description).requiredOption("--dealer <email>", "whose");

  addList(forDealer("list", "the log, the newest first, as GET /webhook_deliveries shows it"));
  addOne(forDealer("show", "one delivery with its attempts"), async (key, { database }) => {
    const [delivery] = await run(database.pool, getDelivery, key);
    if (delivery === undefined) throw notFound();
    return delivery;
  });
  addOne(
    forDealer("retry", "one more attempt of a failed delivery or a dead letter, now"),
    (key, { database }) => database.transaction((tx) => retryDelivery(tx, key)),
  );
  addCancel(forDealer("cancel", "call off one delivery that waits, or all that fit"));
  addRecoveryCommands(forDealer);
}

function addList(command: Command): void {
  command
    .addOption(modeOption("the mode; default: the integration's"))
    .addOption(new Option("--status <status>", "only these").choices(Object.values(DeliveryStatus)))
    .addOption(typeOption(eventTypes))
    .option("--event <id>", "only those of this event");
  addPageOptions(command);

  action<
    DealerOption & PageOptions & { mode?: Mode; status?: DeliveryStatus; type?: EventType; event?: string }
  >(command, async ({ dealer, mode, status, type, event, createdAfter, limit, after }, context) => {
    const query = {
      ...(status === undefined ? {} : { status }),
      ...(type === undefined ? {} : { type }),
      ...(event === undefined ? {} : { event_id: event }),
      ...(createdAfter === undefined ? {} : { created_after: createdAfter.toISOString() }),
      ...(after === undefined ? {} : { after }),
    };
    const rows = await readDeliveries(context.database, await whose(context, dealer, mode), query, limit + 1);
    return listEnvelope("webhook_deliveries", rows, limit, serializeDeliverySummary);
  });
}

/** A command about one delivery, which prints it. */
function addOne(
  command: Command,
  work: (key: DeliveryKey, context: OpsContext) => Promise<Parameters<typeof serializeDelivery>[0]>,
): void {
  command.requiredOption("--id <id>", "which", parseUuid);
  action<DealerOption & { id: string }>(command, async ({ dealer, id }, context) => ({
    delivery: serializeDelivery(await work(await findKey(context, dealer, id), context)),
  }));
}

function addCancel(command: Command): void {
  command
    .option("--id <id>", "this one", parseUuid)
    .option("--all", "all that fit the options below")
    .addOption(new Option("--status <status>", "only these").choices(["pending", "failed"]))
    .addOption(typeOption(eventTypes))
    .addOption(timeOption("--created-before", "only older ones"))
    .addOption(modeOption("the mode; default: the integration's"));

  action<
    DealerOption & {
      id?: string;
      all?: true;
      status?: "pending" | "failed";
      type?: EventType;
      createdBefore?: Date;
      mode?: Mode;
    }
  >(command, async ({ dealer, id, all, status, type, createdBefore, mode }, context) => {
    if ((id === undefined) === (all === undefined)) {
      throw new OpsError(
        "Say which: --id ID for one, or --all for all that fit --status, --type and --created-before.",
      );
    }
    if (id !== undefined) {
      return {
        delivery: serializeDelivery(
          await cancelDelivery(context.database, await findKey(context, dealer, id)),
        ),
      };
    }
    return cancelAll(context.database, await whose(context, dealer, mode), {
      statuses: status === undefined ? ["pending", "failed"] : [status],
      ...(type === undefined ? {} : { type }),
      ...(createdBefore === undefined ? {} : { createdBefore }),
    });
  });
}

/** A dealer's log in a mode; without one, in that of the main key. */
async function whose({ database }: OpsContext, dealer: string, mode: Mode | undefined) {
  const { id, isTestMode } = await findIntegration(database, await findDealerId(database, dealer));
  return { integrationId: id, livemode: mode === undefined ? !isTestMode : mode === "live" };
}

/** @throws {ApiError} `resource_not_found` */
async function findKey({ database }: OpsContext, dealer: string, id: string): Promise<DeliveryKey> {
  const integration = await findIntegration(database, await findDealerId(database, dealer));
  const [found] = await run(database.pool, findDeliveryMode, [id, integration.id]);
  if (found === undefined) throw notFound();
  return [id, integration.id, found.livemode];
}
