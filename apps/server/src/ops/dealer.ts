import { Plan } from "@wth/database";
import { type Command, InvalidArgumentError, Option } from "commander";
import { hashPassword, PASSWORD_LENGTH } from "../authentication/passwords.ts";
import { createDealer } from "../integration/create-dealer.ts";
import { findDealerId, normalizeEmail } from "../integration/find.ts";
import { addSampleInventory } from "../sample/inventory.ts";
import { action, OpsError } from "./run.ts";

const MAX_SAMPLES = 100_000;
/** Only what could not be an address at all; the rest shows when mail is sent. */
const EMAIL = /^[^\s@]+@[^\s@]+$/;

interface DealerOptions {
  email: string;
  password: string;
  name: string;
  plan: Plan;
  sampleInventory: number;
}

/** `ops dealer …` */
export function addDealerCommands(program: Command): void {
  const dealer = program.command("dealer").description("dealers");
  const create = dealer
    .command("create")
    .description("create a dealer, with an integration that is disabled and in test mode")
    .requiredOption("--email <address>", "to sign in with", parseEmail)
    .requiredOption("--password <text>", "to sign in with", parsePassword)
    .requiredOption("--name <text>", "the dealer's name")
    .addOption(new Option("--plan <plan>", "the plan").choices(Object.values(Plan)).makeOptionMandatory())
    .option(
      "--sample-inventory <count>",
      "also add this many sample watches, published and active",
      parseCount,
      0,
    );

  action<DealerOptions>(create, async (options, { database }) => {
    const email = normalizeEmail(options.email);
    if ((await database.prisma.user.count({ where: { email } })) > 0) {
      throw new OpsError(`There is a dealer ${email} already. Choose another address.`);
    }
    const passwordHash = await hashPassword(options.password);
    const created = await database.prismaTransaction(async (tx) => {
      const row = await createDealer(tx, { email, name: options.name, plan: options.plan, passwordHash });
      await addSampleInventory(tx, row.id, options.sampleInventory);
      return row;
    });
    return { dealer: created };
  });
  addSetPassword(dealer);
}

function addSetPassword(dealer: Command): void {
  const setPassword = dealer
    .command("set-password")
    .description("give a dealer a new password; ends the dealer's sessions")
    .requiredOption("--dealer <address>", "the dealer's e-mail address", parseEmail)
    .requiredOption("--password <text>", "to sign in with from now on", parsePassword);

  action<{ dealer: string; password: string }>(setPassword, async (options, { database }) => {
    const id = await findDealerId(database, options.dealer);
    const passwordHash = await hashPassword(options.password);
    const data = { passwordHash };
    return {
      dealer: await database.prisma.user.update({ where: { id }, data, select: { id: true, email: true } }),
    };
  });
}

function parseEmail(text: string): string {
  if (!EMAIL.test(text)) throw new InvalidArgumentError("This is not an e-mail address.");
  return text;
}

function parsePassword(text: string): string {
  const { least, most } = PASSWORD_LENGTH;
  if (text.length < least || text.length > most)
    throw new InvalidArgumentError(`Use ${least} to ${most} characters.`);
  return text;
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 0 || count > MAX_SAMPLES) {
    throw new InvalidArgumentError(`Use a whole number from 0 to ${MAX_SAMPLES}.`);
  }
  return count;
}
