import { EmbeddedPostgresError } from "@wth/database/embedded";
import { MigrationError } from "@wth/database/migrate";
import { CommanderError } from "commander";
import { ConfigError } from "../config.ts";
import { DeliveryNotCancellableError } from "../deliveries/cancel.ts";
import { EndpointUrlError } from "../delivery/endpoint-url.ts";
import { describeFailure } from "../failure.ts";
import { ApiError, toApiError } from "../http/errors.ts";
import { DealerNotFoundError } from "../integration/find.ts";
import { SecretRotationError } from "../integration/rotate-secret.ts";
import { SubscriptionError } from "../integration/webhook.ts";
import { PartnerDirectoryError } from "../partner/directory.ts";
import { RECOVERY_CODES, RecoveryError } from "../recovery/recovery.ts";
import { KeyFileError } from "../secrets/key-file.ts";
import { UnknownVersionError } from "../versions/api-versions.ts";

/** What an operator did not say, or what is not as the command needs it; the message says why and what to do. */
export class OpsError extends Error {
  override name = "OpsError";
  readonly code: string;

  /** @param code what a program goes by. */
  constructor(message: string, code = "invalid_options") {
    super(message);
    this.code = code;
  }
}

/** A kind of problem that the operator can mend, its message says how; and its code. */
type Foreseen = readonly [kind: abstract new (...args: never[]) => Error, code: string];

const FORESEEN: readonly Foreseen[] = [
  [ConfigError, "invalid_configuration"],
  [DealerNotFoundError, "dealer_not_found"],
  [DeliveryNotCancellableError, "delivery_not_cancellable"],
  [EmbeddedPostgresError, "database_unavailable"],
  [EndpointUrlError, "invalid_url"],
  [KeyFileError, "keys_not_changed"],
  [MigrationError, "migration_failed"],
  [SecretRotationError, "secret_not_rotated"],
  [SubscriptionError, "invalid_subscriptions"],
  [UnknownVersionError, "unknown_version"],
];

/** Those that say it themselves. */
const TELLING = [OpsError, ApiError, PartnerDirectoryError, RecoveryError];

/** Why a command failed: what a program goes by, and what a person reads. */
export interface OpsFailure {
  /** Of the API's errors, where it is one of these: `resource_not_found`, `internal_error`… */
  code: string;
  message: string;
}

/** Tells of whatever a command failed with. Of what nobody foresaw the message is the stack. */
export function failureOf(error: unknown): OpsFailure {
  if (error instanceof CommanderError)
    return { code: "invalid_options", message: error.message.replace(/^error: /u, "") };
  const kinds = FORESEEN.map(([kind]) => kind);
  return { code: codeOf(error), message: describeFailure(error, [...TELLING, ...kinds]) };
}

function codeOf(error: unknown): string {
  if (error instanceof OpsError || error instanceof ApiError || error instanceof PartnerDirectoryError)
    return error.code;
  if (error instanceof RecoveryError) return RECOVERY_CODES[error.refusal];
  const [, code] = FORESEEN.find(([kind]) => error instanceof kind) ?? [];
  return code ?? toApiError(error).code;
}
