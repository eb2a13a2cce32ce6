import { migrate, migrationStatus } from "@wth/database";
import type { Command } from "commander";
import { action } from "./run.ts";

/** `ops db …` */
export function addDatabaseCommands(program: Command): void {
  const db = program.command("db").description("the database's schema");

  action(
    db.command("migrate").description("apply the migrations that are missing"),
    async (_, { database }) => migrate(database.url, { log: (line) => process.stderr.write(`${line}\n`) }),
  );

  action(
    db.command("status").description("which migrations are applied and which are missing"),
    async (_, { database }) => migrationStatus(database.url),
  );
}
