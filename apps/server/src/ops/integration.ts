import type { Database, PrismaTransaction } from "@wth/database";
import { type Command, InvalidArgumentError, Option } from "commander";
import { disableIntegration, enableIntegration } from "../integration/activation.ts";
import { setApiVersion } from "../integration/api-version.ts";
import { findDealerId, findIntegration } from "../integration/find.ts";
import { serializeIntegration } from "../integration/serialize.ts";
import { setWebhook } from "../integration/webhook.ts";
import { DEFAULT_RATE_LIMIT } from "../rate-limit/rate-limiter.ts";
import { shippedVersions } from "../versions/api-versions.ts";
import { action, type OpsContext } from "./run.ts";

/** A thousand requests a second: above that, a limit limits nothing, and its log takes memory. */
const MAX_RATE_LIMIT = 60_000;

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
  action<DealerOption & { version: string }>(
    forDealer("set-version", "the API version that it is answered in").requiredOption(
      "--version <date>",
      "of the version, as in 2026-05-07",
    ),
    async ({ dealer, version }, context) =>
      change(context, dealer, (tx, id) => setApiVersion(tx, shippedVersions(), id, version)),
  );
  addSetRateLimit(forDealer("set-rate-limit", "how many tokens it may use in any 60 seconds"));
  addSetWebhook(forDealer("set-webhook", "set the webhook URL; prints the signing secret if one was made"));
}

function addSetRateLimit(command: Command): void {
  const description = `1 to ${MAX_RATE_LIMIT}, or default, which is ${DEFAULT_RATE_LIMIT}`;
  command.requiredOption("--limit <count>", description, parseRateLimit);

  action<DealerOption & { limit: number | "default" }>(command, async ({ dealer, limit }, context) => {
    const rateLimitPerMinute = limit === "default" ? null : limit;
    const shown = await change(context, dealer, async (tx, id) => {
      await tx.prisma.integration.update({ where: { id }, data: { rateLimitPerMinute } });
    });
    return {
      ...shown,
      rate_limit: {
        limit: rateLimitPerMinute ?? DEFAULT_RATE_LIMIT,
        is_default: rateLimitPerMinute === null,
      },
    };
  });
}

function parseRateLimit(text: string): number | "default" {
  if (text === "default") return text;
  const limit = Number(text);
  if (!/^\d+$/.test(text) || limit < 1 || limit > MAX_RATE_LIMIT) {
    throw new InvalidArgumentError(`Use a whole number from 1 to ${MAX_RATE_LIMIT}, or default.`);
  }
  return limit;
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
