import type { DashboardComponents } from "@wth/contract";
import { ApiError } from "../http/errors.ts";
import {
  countByType,
  RECOVERY_CODES,
  RecoveryError,
  type RecoverySelection,
  readRecovery,
  startRecovery,
  stopRecovery,
} from "../recovery/recovery.ts";
import { serializeCount, serializeRecovery } from "../recovery/serialize.ts";
import type { Services } from "../services.ts";
import type { DashboardHandlers } from "./handlers.ts";

type Schemas = DashboardComponents["schemas"];

const LIVEMODES = { live: true, test: false, both: null } as const;

/**
 * `/recovery`: the redelivery of what has failed, and the sending of what was never sent.
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
      const counts = await countByType(database, integrationId, selectionOf(body));
      return { status: 200, body: { object: "recovery_count", ...serializeCount(counts) } };
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

function selectionOf(body: Schemas["RecoverySelection"]): RecoverySelection {
  const shared = {
    livemode: LIVEMODES[body.mode],
    types: body.types ?? [],
    createdAfter: toDate(body.created_after),
    createdBefore: toDate(body.created_before),
  };
  if (body.kind === "never_sent") return { ...shared, kind: "never_sent", since: null, statuses: [] };
  const { statuses, since, until, outcome = null } = body;
  return { ...shared, kind: "failed", since: toDate(since), until: toDate(until), outcome, statuses };
}

const toDate = (text: string | undefined) => (text === undefined ? null : new Date(text));

function stateOf(recovery: Parameters<typeof serializeRecovery>[0] | null): Schemas["RecoveryState"] {
  return {
    object: "recovery_state",
    recovery: recovery === null ? null : { ...serializeRecovery(recovery), object: "recovery" },
  };
}

/** What `ops` says in its own words, as the code of the dashboard's API. */
function refusedAs<Result>(work: Promise<Result>): Promise<Result> {
  return work.catch((error: unknown) => {
    throw error instanceof RecoveryError
      ? new ApiError(RECOVERY_CODES[error.refusal], { cause: error })
      : error;
  });
}
