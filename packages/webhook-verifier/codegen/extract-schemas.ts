/** One member of `components.schemas`: its documentation and its type, as written by the contract's generator. */
type SchemaSource = string;

const SCHEMAS_START = "export interface components {\n    schemas: {\n";
const SCHEMAS_END = "\n    };\n";
const MEMBER_NAME = /^ {8}([A-Za-z_]\w*)\??: /;
const MEMBER_DOC = /^ {8}\/\*\*/;
const REFERENCE = /components\["schemas"\]\["([^"]+)"\]/g;

/**
 * Finds the schemas that a piece of source needs, directly or through other schemas, in the order of the file. The
 * published types then carry the events and nothing of the rest of the API.
 *
 * @param openapiTypes the contract's generated `openapi.ts`
 * @param root source that refers to schemas as `components["schemas"]["Name"]`
 * @throws Error when a schema that is referred to is not there
 */
export function extractSchemas(openapiTypes: string, root: string): SchemaSource[] {
  const all = readSchemas(openapiTypes);
  const needed = new Set<string>();
  const pending = [root];
  for (let source = pending.pop(); source !== undefined; source = pending.pop()) {
    for (const [, name = ""] of source.matchAll(REFERENCE)) {
      if (needed.has(name)) continue;
      needed.add(name);
      const schema = all.get(name);
      if (schema === undefined)
        throw new Error(`openapi.ts has no schema ${name}: generate the contract first.`);
      pending.push(schema);
    }
  }
  return [...all].filter(([name]) => needed.has(name)).map(([, source]) => source);
}

/** Splits `components.schemas` at its members, which the generator indents by eight spaces. */
function readSchemas(openapiTypes: string): Map<string, SchemaSource> {
  const start = openapiTypes.indexOf(SCHEMAS_START);
  const end = openapiTypes.indexOf(SCHEMAS_END, start);
  if (start < 0 || end < 0)
    throw new Error("openapi.ts does not look as expected: adapt extract-schemas.ts.");
  const schemas = new Map<string, SchemaSource>();
  let name: string | undefined;
  let lines: string[] = [];
  const finish = () => {
    if (name !== undefined) schemas.set(name, lines.join("\n"));
    name = undefined;
    lines = [];
  };
  for (const line of openapiTypes.slice(start + SCHEMAS_START.length, end).split("\n")) {
    const declared = MEMBER_NAME.exec(line)?.[1];
    if (name !== undefined && (declared !== undefined || MEMBER_DOC.test(line))) finish();
    lines.push(line);
    if (declared !== undefined) name = declared;
  }
  finish();
  return schemas;
}
