import type { Command } from "commander";
import { hashPassword } from "../authentication/passwords.ts";
import { createDealer } from "../integration/create-dealer.ts";
import { action } from "./run.ts";
import { parseEmail, parsePassword, refuseTakenEmail } from "./user-options.ts";

interface SuperadminOptions {
  email: string;
  password: string;
  name: string;
}

/** `ops superadmin …` */
export function addSuperadminCommands(program: Command): void {
  const superadmin = program.command("superadmin").description("who may manage partners in the dashboard");
  const create = superadmin
    .command("create")
    .description("create a user who is a superadmin, with a dealership of their own like every user")
    .requiredOption("--email <address>", "to sign in with", parseEmail)
    .requiredOption("--password <text>", "to sign in with", parsePassword)
    .option("--name <text>", "the user's name", "Superadmin");

  action<SuperadminOptions>(create, async ({ name, ...options }, { database }) => {
    const email = await refuseTakenEmail(database, options.email);
    const passwordHash = await hashPassword(options.password);
    const created = await database.prismaTransaction(async (tx) => {
      const user = await createDealer(tx, { email, name, plan: "enterprise", passwordHash });
      await tx.prisma.user.update({ where: { id: user.id }, data: { isSuperadmin: true } });
      return user;
    });
    return { superadmin: created };
  });
}
