import { createProgram } from "@wth/server/ops/program.ts";
import { blocks, line } from "./markdown.ts";

/** A command, as the library that parses it describes it. */
type Command = ReturnType<typeof createProgram>;

/** Every command of `ops` with its options, as `--help` tells of them. */
export function operatorCommands(): string {
  return blocks(
    ...createProgram().commands.map((noun) =>
      blocks(`### ops ${noun.name()}`, noun.commands.map((verb) => commandItem(noun, verb)).join("\n")),
    ),
  );
}

function commandItem(noun: Command, verb: Command): string {
  const options = verb.options
    .filter(({ long }) => long !== "--json")
    .map(
      ({ flags, description, mandatory }) =>
        `    - \`${flags}\`${mandatory ? " (required)" : ""}: ${line(description)}`,
    );
  return [`- \`ops ${noun.name()} ${verb.name()}\`: ${line(verb.description())}`, ...options].join("\n");
}
