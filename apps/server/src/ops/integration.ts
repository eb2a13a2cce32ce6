import type { Database, PrismaTransaction } from "@wth/database";
import { type Command, Option } from "commander";
import { disableIntegration, enableIntegration } from "../integration/activation.ts";
import { findDealerId, findIntegration } from "../integration/find.ts";
import { serializeIntegration } from "../integration/serialize.ts";
import { setWebhook } from "../integration/webhook.ts";
import { action, type OpsContext } from "./run.ts";

interface DealerOption {
  dealer: string;
}

/** `ops integration …` */
export function addIntegrationCommands(program: Command): void {
  const integration = program.command("integration").description("a dealer's integration");
  const forDealer = (name: string, description: string) =>
    integration.command(name).description(description).requiredOption("--dealer <email>", "whose");

  action<DealerOption>(forDealer("show", "what GET /me shows"), async ({ dealer }, { database }) =>
    show(database, dealer),
  );
  action<DealerOption>(
    forDealer("enable", "switch it on; deliveries that waited go out"),
    async (options, context) => change(context, options.dealer, enableIntegration),
  );
  action<DealerOption>(forDealer("disable", "switch it off; deliveries wait"), async (options, context) =>
    change(context, options.dealer, disableIntegration),
  );
  action<DealerOption & { mode: "test" | "live" }>(
    forDealer("set-mode", "test or live").addOption(
      new Option("--mode <mode>", "which").choices(["test", "live"]).makeOptionMandatory(),
    ),
    async ({ dealer, mode }, context) =>
      change(context, dealer, async (tx, id) => {
        await tx.prisma.integration.update({ where: { id }, data: { isTestMode: mode === "test" } });
      }),
  );
  addSetWebhook(forDealer("set-webhook", "set the webhook URL; prints the signing secret if one was made"));
}

function addSetWebhook(command: Command): void {
  command
    .requiredOption("--url <url>", "where events are sent")
    .option("--events <list>", "what to send, comma-separated: *, namespace.*, or event types", (text) =>
      text.split(","),
    );

  action<DealerOption & { url: string; events?: string[] }>(command, async (options, context) => {
    const { database, keyring, config } = context;
    const { id } = await findIntegration(database, await findDealerId(database, options.dealer));
    const secret = await database.prismaTransaction((tx) =>
      setWebhook(tx, keyring, id, options, config.allowInsecureWebhooks),
    );
    const { integration } = await show(database, options.dealer);
    return {
      webhook: { ...integration.webhook, subscribed_events: integration.subscribed_events },
      ...(secret === null ? {} : { secret }),
    };
  });
}

async function change(
  { database }: OpsContext,
  dealer: string,
  work: (tx: PrismaTransaction, integrationId: string) => Promise<void>,
): Promise<object> {
  const { id } = await findIntegration(database, await findDealerId(database, dealer));
  await database.prismaTransaction((tx) => work(tx, id));
  return show(database, dealer);
}

async function show(database: Database, dealer: string) {
  return {
    integration: serializeIntegration(await findIntegration(database, await findDealerId(database, dealer))),
  };
}
