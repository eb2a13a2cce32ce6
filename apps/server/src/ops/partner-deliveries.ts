import { type PartnerEventType, partnerEventTypes } from "@wth/contract";
import { DeliveryStatus, type DeliveryWithAttempts } from "@wth/database";
import { type Command, Option } from "commander";
import { deliveryInFull, deliverySummary } from "../deliveries/serialize.ts";
import { listEnvelope } from "../http/cursor.ts";
import {
  type PartnerDeliveryKey,
  readPartnerDeliveries,
  readPartnerDelivery,
  retryPartnerDelivery,
} from "../partner/webhooks/deliveries.ts";
import { OpsError } from "./errors.ts";
import { addPageOptions, type Mode, modeOption, type PageOptions, typeOption } from "./log-options.ts";
import { action, type OpsContext } from "./run.ts";
import { parseUuid } from "./uuid.ts";

interface WebhookOption {
  webhook: string;
}

/** `ops partner-deliveries …` */
export function addPartnerDeliveryCommands(program: Command): void {
  const deliveries = program
    .command("partner-deliveries")
    .description("the delivery log of partners' webhooks; ops partner webhooks lists these");
  const forWebhook = (name: string, description: string) =>
    deliveries
      .command(name)
      .description(description)
      .requiredOption("--webhook <id>", "to which webhook", parseUuid);

  addList(forWebhook("list", "what was sent to a webhook, the newest first; to a deleted one too"));
  addOne(forWebhook("show", "one delivery with its attempts"), (key, { database }) =>
    readPartnerDelivery(database, key),
  );
  addOne(
    forWebhook("retry", "one more attempt of a failed delivery or a dead letter, now"),
    (key, { database }) => database.transaction((tx) => retryPartnerDelivery(tx, key)),
  );
}

function addList(command: Command): void {
  command
    .addOption(modeOption("only of this mode; default: both"))
    .addOption(new Option("--status <status>", "only these").choices(Object.values(DeliveryStatus)))
    .addOption(typeOption(partnerEventTypes));
  addPageOptions(command);

  action<WebhookOption & PageOptions & { mode?: Mode; status?: DeliveryStatus; type?: PartnerEventType }>(
    command,
    async ({ webhook, mode, limit, ...filters }, { database }) => {
      const query = { ...filters, ...(mode === undefined ? {} : { livemode: mode === "live" }) };
      const rows = await readPartnerDeliveries(database, webhook, query, limit + 1);
      if (rows.length === 0) await requireWebhook(database, webhook);
      return listEnvelope("webhook_deliveries", rows, limit, deliverySummary);
    },
  );
}

/** A command about one delivery, which prints it. */
function addOne(
  command: Command,
  work: (key: PartnerDeliveryKey, context: OpsContext) => Promise<DeliveryWithAttempts>,
): void {
  command.requiredOption("--id <id>", "which", parseUuid);
  action<WebhookOption & { id: string }>(command, async ({ webhook, id }, context) => ({
    delivery: deliveryInFull(await work([id, webhook], context)),
  }));
}

/** @throws {OpsError} when no partner has a webhook of this id: nothing of a mistyped one must not look like an empty log. */
async function requireWebhook({ prisma }: OpsContext["database"], id: string): Promise<void> {
  if ((await prisma.webhookEndpoint.count({ where: { id, partnerKeyId: { not: null } } })) === 0) {
    throw new OpsError(
      "No partner has such a webhook. List them with: ops partner webhooks --branch BRANCH",
      "resource_not_found",
    );
  }
}
