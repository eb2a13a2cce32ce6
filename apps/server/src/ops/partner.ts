import { PartnerKeyType } from "@wth/database";
import { type Command, InvalidArgumentError, Option } from "commander";
import { findDealerId } from "../integration/find.ts";
import { createPartner, findPartner, listWebhooks } from "../partner/directory.ts";
import { createPartnerKey } from "../partner/keys.ts";
import { OpsError } from "./errors.ts";
import { action } from "./run.ts";

const MAX_NAME_LENGTH = 200;

interface KeyOptions {
  type: PartnerKeyType;
  branch: string;
  partner?: string;
  user?: string;
}

/** `ops partner …` */
export function addPartnerCommands(program: Command): void {
  const partner = program.command("partner").description("partners, and their keys for the Partner API");
  const create = partner
    .command("create")
    .description("create a partner of a branch, and the branch too if it is new")
    .requiredOption("--name <text>", "the partner's name", parseName)
    .requiredOption("--branch <name>", "the branch whose dealers it covers", parseName);

  action<{ name: string; branch: string }>(create, async (options, { database }) => ({
    partner: await database.prismaTransaction((tx) => createPartner(tx, options)),
  }));
  addKey(partner.command("key"));
  addWebhooks(partner.command("webhooks"));
}

function addKey(command: Command): void {
  command
    .description("make a partner key and print it once; those that there are stay")
    .addOption(
      new Option("--type <type>", "what it covers: the branch, one user's dealers, or offers to be read only")
        .choices(Object.values(PartnerKeyType))
        .makeOptionMandatory(),
    )
    .requiredOption("--branch <name>", "of which branch")
    .option("--partner <name>", "of which partner of the branch; the one that was created last if left out")
    .option("--user <email>", "for a personal key: whose dealers it covers");

  action<KeyOptions>(command, async ({ type, branch, partner, user }, { database }) => {
    if ((type === "personal") !== (user !== undefined)) {
      throw new OpsError(
        user === undefined
          ? "A personal key covers the dealers of one user. Say whose with --user EMAIL."
          : `A ${type} key covers the branch. Leave --user out, or make a personal key.`,
      );
    }
    const userId = user === undefined ? null : await findDealerId(database, user);
    const { key } = await database.prismaTransaction(async (tx) => {
      const { id: partnerId } = await findPartner(tx, branch, partner ?? null);
      return createPartnerKey(tx, { partnerId, type, userId });
    });
    return { api_key: key };
  });
}

function addWebhooks(command: Command): void {
  command
    .description("the webhooks of a branch's partners, by partner and key")
    .requiredOption("--branch <name>", "of which branch")
    .option("--partner <name>", "only of this partner of the branch");

  action<{ branch: string; partner?: string }>(command, async ({ branch, partner }, { database }) => {
    const data = await database.prismaTransaction(async (tx) => {
      const { id } = await findPartner(tx, branch, partner ?? null);
      return listWebhooks(tx, branch, partner === undefined ? null : id);
    });
    return { object: "list", data };
  });
}

function parseName(text: string): string {
  const name = text.trim();
  if (name === "" || name.length > MAX_NAME_LENGTH)
    throw new InvalidArgumentError(`Use 1 to ${MAX_NAME_LENGTH} characters.`);
  return name;
}
