import type { Command } from "commander";
import { createDealer } from "../integration/create-dealer.ts";
import { action } from "./run.ts";
import { type AccountOptions, addAccountOptions, prepareAccount } from "./user-options.ts";

/** `ops superadmin …` */
export function addSuperadminCommands(program: Command): void {
  const superadmin = program.command("superadmin").description("who may manage partners in the dashboard");
  const create = addAccountOptions(
    superadmin
      .command("create")
      .description("create a user who is a superadmin, with a dealership of their own like every user"),
  ).option("--name <text>", "the user's name", "Superadmin");

  action<AccountOptions & { name: string }>(create, async ({ name, ...options }, { database }) => {
    const account = await prepareAccount(database, options);
    const created = await database.prismaTransaction(async (tx) => {
      const user = await createDealer(tx, { ...account, name, plan: "enterprise" });
      await tx.prisma.user.update({ where: { id: user.id }, data: { isSuperadmin: true } });
      return user;
    });
    return { superadmin: created };
  });
}
