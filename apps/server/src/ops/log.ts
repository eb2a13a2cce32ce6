import { LOG_TABLES, measurePartitions, readPartitions, run } from "@wth/database";
import type { Command } from "commander";
import { action } from "./run.ts";

/** `ops log …` */
export function addLogCommands(program: Command): void {
  const log = program.command("log").description("the log of events, deliveries and attempts");

  action(
    log
      .command("partitions")
      .description("the days that it consists of, the oldest first, and how large they are"),
    async (_, { database }) => {
      const sizes = new Map(
        (await run(database.pool, measurePartitions, [])).map((size) => [size.name, size]),
      );
      const data: object[] = [];
      for (const table of LOG_TABLES) {
        const { partitions } = await database.withConnection((client) => readPartitions(client, table));
        for (const { name, from, to } of partitions) {
          const { rows = 0, bytes = 0 } = sizes.get(name) ?? {};
          data.push({ table: table.name, partition: name, from, to, rows, bytes });
        }
      }
      return { object: "list", retention_days: database.retentionDays, data };
    },
  );
}
