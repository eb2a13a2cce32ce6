import { CommanderError } from "commander";
import { DeliveryNotCancellableError } from "../deliveries/cancel.ts";
import { EndpointUrlError } from "../delivery/endpoint-url.ts";
import { describeFailure } from "../failure.ts";
import { ApiError } from "../http/errors.ts";
import { DealerNotFoundError } from "../integration/find.ts";
import { SecretRotationError } from "../integration/rotate-secret.ts";
import { SubscriptionError } from "../integration/webhook.ts";
import { PartnerDirectoryError } from "../partner/directory.ts";
import { RecoveryError } from "../recovery/recovery.ts";
import { KeyFileError } from "../secrets/key-file.ts";
import { UnknownVersionError } from "../versions/api-versions.ts";
import { createProgram } from "./program.ts";
import { OpsError } from "./run.ts";

/** Problems that the operator can mend: their message says how. */
const foreseen = [
  OpsError,
  ApiError,
  DealerNotFoundError,
  DeliveryNotCancellableError,
  EndpointUrlError,
  KeyFileError,
  PartnerDirectoryError,
  RecoveryError,
  SecretRotationError,
  SubscriptionError,
  UnknownVersionError,
];

const program = createProgram();

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) {
    process.exitCode = 1;
    const message = describeFailure(error, foreseen);
    process.stderr.write(`ops: ${message}\n`);
    printErrorDocument(message);
  } else {
    process.exitCode = error.exitCode;
    // Commander has printed its own errors, and help, on stderr already.
    if (error.exitCode !== 0) printErrorDocument(error.message.replace(/^error: /u, ""));
  }
}

/** With `--json` stdout is one JSON document, also when the command failed. */
function printErrorDocument(message: string): void {
  if (process.argv.includes("--json")) process.stdout.write(`${JSON.stringify({ error: { message } })}\n`);
}
