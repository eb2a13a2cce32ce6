import type { Command } from "commander";
import { replaceApiKey } from "../integration/api-keys.ts";
import { findDealerId, findIntegration } from "../integration/find.ts";
import { action } from "./run.ts";

/** `ops key …` */
export function addKeyCommands(program: Command): void {
  const key = program.command("key").description("API keys");
  const create = key
    .command("create")
    .description("make a new key and print it once; the previous key of its kind stops working")
    .requiredOption("--dealer <email>", "whose")
    .option("--test", "a test key, which always acts in test mode", false);

  action<{ dealer: string; test: boolean }>(create, async ({ dealer, test }, { database }) => {
    const integration = await findIntegration(database, await findDealerId(database, dealer));
    const kind = test ? "test" : "main";
    return { api_key: await database.prismaTransaction((tx) => replaceApiKey(tx, integration.id, kind)) };
  });
}
