import { Command, CommanderError } from "commander";
import { DeliveryNotCancellableError } from "../deliveries/cancel.ts";
import { EndpointUrlError } from "../delivery/endpoint-url.ts";
import { describeFailure } from "../failure.ts";
import { ApiError } from "../http/errors.ts";
import { DealerNotFoundError } from "../integration/find.ts";
import { SecretRotationError } from "../integration/rotate-secret.ts";
import { SubscriptionError } from "../integration/webhook.ts";
import { RecoveryError } from "../recovery/recovery.ts";
import { KeyFileError } from "../secrets/key-file.ts";
import { UnknownVersionError } from "../versions/api-versions.ts";
import { addDatabaseCommands } from "./database.ts";
import { addDealerCommands } from "./dealer.ts";
import { addDeliveryCommands } from "./deliveries.ts";
import { addIntegrationCommands } from "./integration.ts";
import { addKeyCommands } from "./key.ts";
import { addLogCommands } from "./log.ts";
import { OpsError } from "./run.ts";
import { addSecretsCommands } from "./secrets.ts";

/** Problems that the operator can mend: their message says how. */
const foreseen = [
  OpsError,
  ApiError,
  DealerNotFoundError,
  DeliveryNotCancellableError,
  EndpointUrlError,
  KeyFileError,
  RecoveryError,
  SecretRotationError,
  SubscriptionError,
  UnknownVersionError,
];

const program = new Command("ops")
  .description("The operator's command line. Works against DATABASE_URL, or the running embedded database.")
  .showHelpAfterError("(add --help for what this command takes)")
  .exitOverride();
addDatabaseCommands(program);
addDealerCommands(program);
addKeyCommands(program);
addIntegrationCommands(program);
addDeliveryCommands(program);
addSecretsCommands(program);
addLogCommands(program);

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
