import { Plan } from "@wth/database";
import { type Command, InvalidArgumentError, Option } from "commander";
import { hashPassword } from "../authentication/passwords.ts";
import { createDealer } from "../integration/create-dealer.ts";
import { findDealerId, normalizeEmail } from "../integration/find.ts";
import { setBranch } from "../partner/directory.ts";
import { addSampleInventory } from "../sample/inventory.ts";
import { OpsError } from "./errors.ts";
import { action } from "./run.ts";
import {
  type AccountOptions,
  addAccountOptions,
  parseEmail,
  parsePassword,
  prepareAccount,
} from "./user-options.ts";

const MAX_SAMPLES = 100_000;
/** What creating a dealer may take, and what each sample watch may add to it, on a machine that has much else to do. */
const CREATING_MS = 15_000;
const MS_PER_SAMPLE = 10;

interface DealerOptions extends AccountOptions {
  name: string;
  plan: Plan;
  sampleInventory: number;
}

/** `ops dealer …` */
export function addDealerCommands(program: Command): void {
  const dealer = program.command("dealer").description("dealers");
  const create = addAccountOptions(
    dealer
      .command("create")
      .description("create a dealer, with an integration that is disabled and in test mode"),
  )
    .requiredOption("--name <text>", "the dealer's name")
    .addOption(new Option("--plan <plan>", "the plan").choices(Object.values(Plan)).makeOptionMandatory())
    .option(
      "--sample-inventory <count>",
      "also add this many sample watches, published and active",
      parseCount,
      0,
    );

  action<DealerOptions>(create, async (options, { database }) => {
    const account = await prepareAccount(database, options);
    const timeoutMs = CREATING_MS + options.sampleInventory * MS_PER_SAMPLE;
    const created = await database.prismaTransaction(
      async (tx) => {
        const row = await createDealer(tx, { ...account, name: options.name, plan: options.plan });
        await addSampleInventory(tx, row.id, options.sampleInventory);
        return row;
      },
      { timeoutMs },
    );
    return { dealer: created };
  });
  addSetPassword(dealer);
  addSetBranch(dealer);
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

function addSetBranch(dealer: Command): void {
  const setBranchCommand = dealer
    .command("set-branch")
    .description("put a dealer into a branch, whose partners then cover it")
    .requiredOption("--dealer <address>", "the dealer's e-mail address", parseEmail)
    .addOption(new Option("--branch <name>", "which branch").conflicts("none"))
    .option("--none", "take the dealer out of its branch");

  action<{ dealer: string; branch?: string; none?: true }>(
    setBranchCommand,
    async (options, { database }) => {
      const { dealer: email, branch = null } = options;
      if (branch === null && options.none !== true)
        throw new OpsError("Say which branch with --branch NAME, or none with --none.");
      const id = await findDealerId(database, email);
      await database.prismaTransaction((tx) => setBranch(tx, id, branch));
      return { dealer: { id, email: normalizeEmail(email), branch } };
    },
  );
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 0 || count > MAX_SAMPLES) {
    throw new InvalidArgumentError(`Use a whole number from 0 to ${MAX_SAMPLES}.`);
  }
  return count;
}
