import { type Database, findIntegrationSettings, type PrismaTransaction, run } from "@wth/database";
import { EndpointUrlError } from "../delivery/endpoint-url.ts";
import { ApiError } from "../http/errors.ts";
import { disableIntegration, enableIntegration, setTestMode } from "../integration/activation.ts";
import { replaceApiKey } from "../integration/api-keys.ts";
import {
  DEFAULT_GRACE_SECONDS,
  endGrace,
  replaceNewestSecret,
  rotateSecret,
  SecretRotationError,
} from "../integration/rotate-secret.ts";
import { SubscriptionError, setSubscriptions, setWebhook } from "../integration/webhook.ts";
import type { Services } from "../services.ts";
import type { ApiVersions } from "../versions/api-versions.ts";
import type { DashboardHandlers, DashboardRequest, SignedIn } from "./handlers.ts";
import { type IntegrationSettings, serializeSettings } from "./integration-settings.ts";

/** What the settings work with. */
export interface IntegrationSettingsOptions extends Services {
  versions: ApiVersions;
  /** Development mode; see `checkEndpointUrl`. */
  allowInsecureWebhooks: boolean;
}

/** Where counting what waits stops. */
const COUNT_LIMIT = 10_000;

/**
 * `/integration`: the settings of the Custom Integration, by the same functions as `ops`. A new key or secret is in the
 * answer that makes it, and in no other.
 */
export function integrationSettingsHandlers(options: IntegrationSettingsOptions): DashboardHandlers {
  const { database, keyring, allowInsecureWebhooks } = options;
  const read = (userId: string) => readSettings(options, userId);

  return {
    getIntegration: async (_request, { userId }) => ({ status: 200, body: await read(userId) }),

    updateIntegration: async ({ body }, dealer) => {
      // Who has gone below the plan must still be able to stop it.
      if (body.is_enabled !== false) requirePlan(dealer);
      await database.prismaTransaction((tx) => change(tx, dealer.integrationId, body));
      return { status: 200, body: await read(dealer.userId) };
    },

    createApiKey: async ({ body: { kind } }, dealer) => {
      requirePlan(dealer);
      const apiKey = await database.prismaTransaction((tx) => replaceApiKey(tx, dealer.integrationId, kind));
      const integration = await read(dealer.userId);
      return { status: 201, body: { object: "new_api_key", kind, api_key: apiKey, integration } };
    },

    saveWebhook: async ({ body }, dealer) => {
      requirePlan(dealer);
      const secret = await refusing(EndpointUrlError, "url", () =>
        database.prismaTransaction((tx) =>
          setWebhook(tx, keyring, dealer.integrationId, body, allowInsecureWebhooks),
        ),
      );
      const integration = await read(dealer.userId);
      return { status: 200, body: { object: "saved_webhook", secret, integration } };
    },

    saveSubscriptions: async ({ body }, dealer) => {
      requirePlan(dealer);
      await refusing(SubscriptionError, "subscribed_events", () =>
        database.prismaTransaction((tx) =>
          setSubscriptions(tx, dealer.integrationId, body.subscribed_events),
        ),
      );
      return { status: 200, body: await read(dealer.userId) };
    },

    rotateSigningSecret: async ({ body }, dealer) => {
      requirePlan(dealer);
      const rotated = await database.transaction((tx) => {
        const { integrationId } = dealer;
        const rotating =
          body.keep_previous === true
            ? replaceNewestSecret(tx, keyring, integrationId)
            : rotateSecret(tx, keyring, integrationId, body.grace_seconds ?? DEFAULT_GRACE_SECONDS);
        return rotating.catch((error: unknown) => {
          throw error instanceof SecretRotationError ? refusedRotation(body, error) : error;
        });
      });
      const { secret, endedGrace: ended_grace } = rotated;
      const integration = await read(dealer.userId);
      return { status: 201, body: { object: "new_signing_secret", secret, ended_grace, integration } };
    },

    endGracePeriod: async (_request, { integrationId, userId }) => {
      await database.transaction((tx) => endGrace(tx, integrationId));
      return { status: 200, body: await read(userId) };
    },
  };
}

async function readSettings(
  { database, versions, publicUrl }: { database: Database; versions: ApiVersions; publicUrl: string },
  userId: string,
): Promise<IntegrationSettings> {
  const [row] = await run(database.pool, findIntegrationSettings, [userId, COUNT_LIMIT]);
  if (row === undefined) throw new Error("The dealer of the session has no integration.");
  return serializeSettings(row, versions.dates, publicUrl);
}

async function change(
  tx: PrismaTransaction,
  id: string,
  { is_enabled, is_test_mode, is_set_up }: DashboardRequest<"updateIntegration">["body"],
): Promise<void> {
  // The mode first, so that nothing goes out in the one that was left.
  if (is_test_mode !== undefined) await setTestMode(tx, id, is_test_mode);
  if (is_enabled !== undefined) await (is_enabled ? enableIntegration(tx, id) : disableIntegration(tx, id));
  if (is_set_up === true) {
    await tx.prisma.integration.updateMany({ where: { id, setUpAt: null }, data: { setUpAt: new Date() } });
  }
}

function requirePlan({ plan }: SignedIn): void {
  if (plan === "starter") throw new ApiError("plan_required");
}

/** Says at which field of the page a refusal belongs. */
async function refusing<Result>(
  refusal: typeof EndpointUrlError | typeof SubscriptionError,
  param: string,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof refusal) throw new ApiError("invalid_request", { param, message: error.message });
    throw error;
  }
}

/** The lengths are the contract's: what is left is that there is nothing to rotate, or nothing to keep. */
function refusedRotation(
  { keep_previous }: DashboardRequest<"rotateSigningSecret">["body"],
  cause: SecretRotationError,
): Error {
  // Both `webhook_not_configured`'s words and the cause's say that the first secret comes with the URL.
  return keep_previous === true
    ? new ApiError("no_grace_period", { cause })
    : new ApiError("webhook_not_configured", { cause });
}
