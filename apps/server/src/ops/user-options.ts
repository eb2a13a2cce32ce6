import type { Database } from "@wth/database";
import { type Command, InvalidArgumentError } from "commander";
import { hashPassword, PASSWORD_LENGTH } from "../authentication/passwords.ts";
import { normalizeEmail } from "../integration/find.ts";
import { OpsError } from "./errors.ts";

/** Only what could not be an address at all; the rest shows when mail is sent. */
const EMAIL = /^[^\s@]+@[^\s@]+$/;

/** An e-mail address of the command line. @throws {InvalidArgumentError} */
export function parseEmail(text: string): string {
  if (!EMAIL.test(text)) throw new InvalidArgumentError("This is not an e-mail address.");
  return text;
}

/** A password of the command line. @throws {InvalidArgumentError} */
export function parsePassword(text: string): string {
  const { least, most } = PASSWORD_LENGTH;
  if (text.length < least || text.length > most)
    throw new InvalidArgumentError(`Use ${least} to ${most} characters.`);
  return text;
}

/** What {@link addAccountOptions} adds. */
export interface AccountOptions {
  email: string;
  password: string;
}

/** The options of a command that makes somebody who can sign in. */
export function addAccountOptions(command: Command): Command {
  return command
    .requiredOption("--email <address>", "to sign in with", parseEmail)
    .requiredOption("--password <text>", "to sign in with", parsePassword);
}

/**
 * What is stored of these options: the address as it is compared, and the password's hash.
 *
 * @throws {OpsError} when somebody has the address already.
 */
export async function prepareAccount(
  database: Database,
  options: AccountOptions,
): Promise<{ email: string; passwordHash: string }> {
  const email = normalizeEmail(options.email);
  if ((await database.prisma.user.count({ where: { email } })) > 0) {
    throw new OpsError(`There is a dealer ${email} already. Choose another address.`, "dealer_exists");
  }
  return { email, passwordHash: await hashPassword(options.password) };
}
