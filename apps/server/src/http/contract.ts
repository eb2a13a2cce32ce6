import { openapiDocument } from "@wth/contract";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { isRecord, type Place, placeIn } from "./document.ts";
import { formats } from "./formats.ts";

const CONTRACT = "contract";
const KEEPS_VERSION = "x-version-from";

/**
 * Finds the check for an object that keeps the version it was made with, by that version and by what it says about
 * itself; undefined when the version is not known.
 */
export type FindCheck = (
  version: unknown,
  object: Readonly<Record<string, unknown>>,
) => ValidateFunction | undefined;

/** A bundled OpenAPI document, of one API version, with validators for everything in it. */
export class Contract {
  /** The document as it was given. */
  readonly document: object;
  readonly #ajv: Ajv2020;
  readonly #compiled = new Map<string, ValidateFunction>();

  /**
   * @param findCheck for documents that older ones exist beside: an object marked `x-version-from` is compared with
   *   the contract of its own version. Without it with this one.
   */
  constructor(document: object, findCheck?: FindCheck) {
    this.document = document;
    // OpenAPI is no schema, but its schemas are JSON Schema 2020-12 as they stand: validators are compiled by pointer.
    this.#ajv = new Ajv2020({ strict: false, validateSchema: false, verbose: true });
    addFormats.default(this.#ajv);
    for (const [name, format] of Object.entries(formats)) this.#ajv.addFormat(name, format);
    if (findCheck !== undefined) {
      this.#ajv.addKeyword({
        keyword: KEEPS_VERSION,
        validate: (property: string, value: unknown) =>
          isRecord(value) && findCheck(value[property], value)?.(value) === true,
      });
    }
    this.#ajv.addSchema({ $id: CONTRACT, ...prepared(document, findCheck !== undefined) });
  }

  /** The value at the end of the steps, through `$ref`s; null when there is nothing there. See {@link placeIn}. */
  placeAt(...steps: readonly (string | number)[]): Place | null {
    return placeIn(this.document, ...steps);
  }

  /** The validator of the schema at a place, compiled once. */
  compile({ pointer }: Place): ValidateFunction {
    let validate = this.#compiled.get(pointer);
    if (validate === undefined) {
      const encoded = pointer.split("/").map(encodeURIComponent).join("/");
      validate = this.#ajv.compile({ $ref: `${CONTRACT}#${encoded}` });
      this.#compiled.set(pointer, validate);
    }
    return validate;
  }

  /** What validators found, for the log. */
  explain(errors: readonly ErrorObject[] | null | undefined): string {
    return this.#ajv.errorsText(errors === null || errors === undefined ? errors : [...errors]);
  }
}

/** The contract of the newest version. */
export const bundledContract = new Contract(openapiDocument);

/** Whether the items of an array are checked one by one, by its operation. */
export function hasIndividualItems(schema: unknown): schema is Readonly<Record<string, unknown>> {
  return isRecord(schema) && schema["x-validate-items"] === "individually";
}

/** Whether an object keeps the version it was made with, whatever the caller's. */
export function keepsVersion(schema: Readonly<Record<string, unknown>>): boolean {
  return typeof schema[KEEPS_VERSION] === "string";
}

/**
 * The document for the validators: arrays whose items are checked one by one say nothing about them, and, with
 * `delegates`, objects that keep their version say nothing but that.
 */
function prepared(document: object, delegates: boolean): object {
  return JSON.parse(
    JSON.stringify(document, (_key, value: unknown) => {
      if (hasIndividualItems(value)) {
        const { items: _items, ...rest } = value;
        return rest;
      }
      if (delegates && isRecord(value) && keepsVersion(value))
        return { [KEEPS_VERSION]: value[KEEPS_VERSION] };
      return value;
    }),
  );
}
