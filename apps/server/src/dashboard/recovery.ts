import type { DashboardComponents } from "@wth/contract";
import { type AnyErrorCode, ApiError } from "../http/errors.ts";
import {
  countRecovery,
  RecoveryError,
  type RecoveryRefusal,
  type RecoverySelection,
  readRecovery,
  startRecovery,
  stopRecovery,
} from "../recovery/recovery.ts";
import { serializeRecovery } from "../recovery/serialize.ts";
import type { Services } from "../services.ts";
import type { DashboardHandlers } from "./handlers.ts";

type Schemas = DashboardComponents["schemas"];

const LIVEMODES = { live: true, test: false, both: null } as const;

const CODES: Readonly<Record<RecoveryRefusal, AnyErrorCode>> = {
  no_url: "webhook_not_configured",
  running: "recovery_running",
  none: "no_recovery_running",
};

/**
 * `/recovery`: the redelivery of what has failed.
 *
 * @param ratePerSecond the most deliveries that one makes due in a second.
 */
export function recoveryHandlers(
  { database }: Pick<Services, "database">,
  ratePerSecond: number,
): DashboardHandlers {
  return {
    getRecovery: async (_request, { integrationId }) => {
      const recovery = await readRecovery(database, integrationId, null).catch((error: unknown) => {
        if (error instanceof RecoveryError) return null;
        throw error;
      });
      return { status: 200, body: stateOf(recovery) };
    },

    countRecovery: async ({ body }, { integrationId }) => {
      const { failed, dead_letter } = await countRecovery(database, integrationId, selectionOf(body));
      return {
        status: 200,
        body: { object: "recovery_count", total: failed + dead_letter, failed, dead_letter },
      };
    },

    startRecovery: async ({ body }, { integrationId }) => {
      const recovery = await refusedAs(
        startRecovery(database, integrationId, selectionOf(body), ratePerSecond),
      );
      return { status: 202, body: stateOf(recovery) };
    },

    stopRecovery: async (_request, { integrationId }) => {
      const recovery = await refusedAs(stopRecovery(database, integrationId));
      return { status: 200, body: stateOf(recovery) };
    },
  };
}

function selectionOf({ since, mode, statuses }: Schemas["RecoverySelection"]): RecoverySelection {
  return { since: new Date(since), livemode: LIVEMODES[mode], statuses };
}

function stateOf(recovery: Parameters<typeof serializeRecovery>[0] | null): Schemas["RecoveryState"] {
  return {
    object: "recovery_state",
    recovery: recovery === null ? null : { ...serializeRecovery(recovery), object: "recovery" },
  };
}

/** What `ops` says in its own words, as the code of the dashboard's API. */
function refusedAs<Result>(work: Promise<Result>): Promise<Result> {
  return work.catch((error: unknown) => {
    throw error instanceof RecoveryError ? new ApiError(CODES[error.refusal], { cause: error }) : error;
  });
}
