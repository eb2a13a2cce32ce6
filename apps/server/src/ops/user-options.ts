import type { Database } from "@wth/database";
import { InvalidArgumentError } from "commander";
import { PASSWORD_LENGTH } from "../authentication/passwords.ts";
import { normalizeEmail } from "../integration/find.ts";
import { OpsError } from "./run.ts";

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

/**
 * An address as it is stored, if nobody has it yet.
 *
 * @throws {OpsError} when somebody has.
 */
export async function refuseTakenEmail(database: Database, text: string): Promise<string> {
  const email = normalizeEmail(text);
  if ((await database.prisma.user.count({ where: { email } })) > 0) {
    throw new OpsError(`There is a dealer ${email} already. Choose another address.`);
  }
  return email;
}
