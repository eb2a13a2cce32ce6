import { InvalidArgumentError } from "commander";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Reads an id of the command line.
 *
 * @throws {InvalidArgumentError} saying what it takes.
 */
export function parseUuid(text: string): string {
  if (!UUID.test(text)) throw new InvalidArgumentError("This is no id: use a UUID.");
  return text.toLowerCase();
}
