import { Command } from "commander";
import { addDatabaseCommands } from "./database.ts";
import { addDealerCommands } from "./dealer.ts";
import { addDeliveryCommands } from "./deliveries.ts";
import { addIntegrationCommands } from "./integration.ts";
import { addKeyCommands } from "./key.ts";
import { addLogCommands } from "./log.ts";
import { addPartnerCommands } from "./partner.ts";
import { addPartnerDeliveryCommands } from "./partner-deliveries.ts";
import { addSecretsCommands } from "./secrets.ts";
import { addSuperadminCommands } from "./superadmin.ts";

/** The operator's command line, with every command that it has; nothing is run yet. */
export function createProgram(): Command {
  const program = new Command("ops")
    .description("The operator's command line. Works against DATABASE_URL, or the running embedded database.")
    .showHelpAfterError("(add --help for what this command takes)")
    .exitOverride();
  addDatabaseCommands(program);
  addDealerCommands(program);
  addKeyCommands(program);
  addIntegrationCommands(program);
  addDeliveryCommands(program);
  addPartnerCommands(program);
  addPartnerDeliveryCommands(program);
  addSuperadminCommands(program);
  addSecretsCommands(program);
  addLogCommands(program);
  return program;
}
