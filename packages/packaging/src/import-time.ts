import type { Consumer } from "./consumer.ts";

/** How a consumer loads a package. */
export type ImportKind = "import" | "require";

/** Programs that load a package and print how long that took; the loader itself has been used before. */
const PROGRAMS: Readonly<Record<ImportKind, (specifier: string) => string[]>> = {
  import: (specifier) => ["--input-type=module", "--eval", measured(`await import("${specifier}")`)],
  require: (specifier) => ["--eval", measured(`require("${specifier}")`)],
};

function measured(load: string): string {
  return `${load.replace(/".*"/, '"node:path"')}; const begun = performance.now(); ${load}; console.log(performance.now() - begun);`;
}

/**
 * How much longer a Node process takes when it loads a package than one that loads nothing. The quickest of several
 * processes counts: what else runs on a machine only ever adds.
 *
 * @param rounds processes to start
 * @returns milliseconds
 */
export async function importMilliseconds(
  consumer: Consumer,
  node: string,
  specifier: string,
  kind: ImportKind,
  rounds: number,
): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1)
    times.push(Number(await consumer.run(node, ...PROGRAMS[kind](specifier))));
  return Math.min(...times);
}
