import { errorCatalogue } from "@wth/contract";
import { DOCS_BASE } from "@wth/server/docs/address.ts";
import { apiOrigin, contract, resolve } from "./contract.ts";
import { at, listOf, objectOf } from "./json.ts";
import { blocks, jsonBlock, line, prose, table } from "./markdown.ts";

/** What the catalogue says about one code. */
type Entry = (typeof errorCatalogue)[keyof typeof errorCatalogue];

const entries: readonly (readonly [code: string, entry: Entry])[] = Object.entries(errorCatalogue);

/** Every code with its status and meaning. */
export function allErrorsTable(): string {
  return errorCodesTable(entries.map(([code]) => code));
}

/** Some codes with status and meaning, each leading to its part of the errors page. */
export function errorCodesTable(codes: readonly string[]): string {
  const rows = entries
    .filter(([code]) => codes.includes(code))
    .toSorted(([, one], [, other]) => one.status - other.status)
    .map(([code, { status, meaning }]) => [
      String(status),
      `[\`${code}\`](${DOCS_BASE}/errors#${code})`,
      line(meaning),
    ]);
  return table(["Status", "Code", "Meaning"], rows);
}

/** The types of errors, with the statuses that go with each. */
export function errorTypesTable(): string {
  const types = [...new Set(entries.map(([, { type }]) => type))];
  const rows = types.map((type) => {
    const statuses = new Set(
      entries.filter(([, entry]) => entry.type === type).map(([, { status }]) => status),
    );
    return [`\`${type}\``, [...statuses].toSorted((one, other) => one - other).join(", ")];
  });
  return table(["Type", "Status"], rows);
}

/** Every code with all that is known about it, each under two anchors: `#code` and `#errors-code`. */
export function errorSections(): string {
  return blocks(
    ...entries.map(([code, entry]) => {
      const { status, type, meaning, causes, recovery, param } = entry;
      return blocks(
        `<div class="alias" id="errors-${code}"></div>`,
        `### ${code}`,
        [
          `- Status: \`${status}\``,
          `- Type: \`${type}\``,
          ...(param === null ? [] : [`- Param: \`${param}\``]),
        ].join("\n"),
        prose(meaning),
        "**Common causes**",
        causes.map((cause: string) => `- ${line(cause)}`).join("\n"),
        `**What to do.** ${prose(recovery)}`,
        jsonBlock(sampleOf(code, entry), "Error"),
      );
    }),
  );
}

/** The envelope, as an answer of the contract that can carry the code shows it. */
function sampleOf(code: string, { type, message, param }: Entry): unknown {
  const responses = Object.values(objectOf(at(contract, "components", "responses")));
  const examples = responses.map((each) => objectOf(at(each, "content", "application/json", "examples")));
  const found = examples.find((each) => code in each);
  if (found !== undefined) return at(found, code, "value");
  // What no operation answers with, such as an unknown path: the fields that all have, with its own.
  const detail = objectOf(at(contract, "components", "schemas", "ErrorDetail", "properties"));
  const request_id = listOf(resolve(detail.request_id).examples)[0];
  const doc_url = `${apiOrigin}${DOCS_BASE}/errors#${code}`;
  return { error: { type, code, message, doc_url, request_id, ...(param === null ? {} : { param }) } };
}
