import { countHeld, type Database, type PrismaTransaction, run } from "@wth/database";
import { type Command, InvalidArgumentError, Option } from "commander";
import { disableIntegration, enableIntegration, setTestMode } from "../integration/activation.ts";
import { setApiVersion } from "../integration/api-version.ts";
import { findDealerId, findIntegration } from "../integration/find.ts";
import {
  DEFAULT_GRACE_SECONDS,
  endGrace,
  replaceNewestSecret,
  rotateSecret,
} from "../integration/rotate-secret.ts";
import { serializeIntegration } from "../integration/serialize.ts";
import { setWebhook } from "../integration/webhook.ts";
import { DEFAULT_RATE_LIMIT } from "../rate-limit/rate-limiter.ts";
import { shippedVersions } from "../versions/api-versions.ts";
import { parseDuration } from "./duration.ts";
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

  action<DealerOption>(forDealer("show", "what GET /me shows"), async ({ dealer }, { database }) => ({
    ...(await show(database, dealer)),
    endpoint: await showEndpoint(database, dealer),
  }));
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
      change(context, dealer, (tx, id) => setTestMode(tx, id, mode === "test")),
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
  addRotateSecret(forDealer("rotate-secret", "make a new signing secret and print it once"));
  action<DealerOption>(
    forDealer("end-grace", "end a running grace period: from now on only the newest secret signs"),
    async ({ dealer }, { database }) => {
      const { id } = await findIntegration(database, await findDealerId(database, dealer));
      return { ended: await database.prismaTransaction((tx) => endGrace(tx, id)) };
    },
  );
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
      text.split(",").map((name) => name.trim()),
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

function addRotateSecret(command: Command): void {
  command
    .option(
      "--grace <duration>",
      "how long the secret before it signs too, 0 to 7d; default 24h; 0 ends it at once",
      parseDuration,
    )
    .addOption(
      new Option(
        "--keep-previous",
        "while a grace period runs: replace the newest secret, which was lost, and let the previous one sign on",
      ).conflicts("grace"),
    );

  action<DealerOption & { grace?: number; keepPrevious?: true }>(command, async (options, context) => {
    const { database, keyring } = context;
    const { id } = await findIntegration(database, await findDealerId(database, options.dealer));
    const { secret, graceEndsAt, endedGrace } = await database.prismaTransaction((tx) =>
      options.keepPrevious === true
        ? replaceNewestSecret(tx, keyring, id)
        : rotateSecret(tx, keyring, id, options.grace ?? DEFAULT_GRACE_SECONDS),
    );
    if (endedGrace) {
      process.stderr.write("A grace period was running. The secret that it was for has stopped signing.\n");
    }
    return { secret, grace_ends_at: graceEndsAt?.toISOString() ?? null };
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

/** What `/me` does not show of the endpoint: whether it was disabled for failing, and how much waits. */
async function showEndpoint(database: Database, dealer: string) {
  const { endpoint } = await findIntegration(database, await findDealerId(database, dealer));
  if (endpoint === null) return null;
  const [count] = await run(database.pool, countHeld, [endpoint.id]);
  return {
    disabled_at: endpoint.disabledAt?.toISOString() ?? null,
    disabled_reason: endpoint.disabledReason,
    failing_since: endpoint.failingSince?.toISOString() ?? null,
    held_deliveries: count?.held ?? 0,
  };
}

async function show(database: Database, dealer: string) {
  return {
    integration: serializeIntegration(await findIntegration(database, await findDealerId(database, dealer))),
  };
}
