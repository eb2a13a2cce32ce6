import { describe, expect, it } from "vitest";
import { injectCatalogue } from "./inject.ts";
import { type Json, type JsonObject, objectAt } from "./json.ts";
import { catalogue } from "./testing.ts";

function documentWith(schema: JsonObject, codes: Json): JsonObject {
  const response = { "x-error-codes": codes, content: { "application/json": {} } };
  return { components: { schemas: { Some: schema }, responses: { Refused: response } } };
}

describe("injectCatalogue", () => {
  it("fills marked enums and gives each code of a response an example", () => {
    const document = documentWith({ type: "string", "x-enum-from": "errors/codes.yaml#type" }, [
      "invalid_cursor",
    ]);
    injectCatalogue(document, catalogue);
    expect(document).toMatchObject({
      components: {
        schemas: { Some: { type: "string", enum: expect.arrayContaining(["api_error"]) } },
        responses: {
          Refused: {
            content: {
              "application/json": {
                examples: {
                  invalid_cursor: {
                    value: { error: { type: "validation_error", code: "invalid_cursor", param: "after" } },
                  },
                },
              },
            },
          },
        },
      },
    });
  });

  it("says status and type of each code beside the enum of codes, where programs can compare them", () => {
    const document = documentWith({ type: "string", "x-enum-from": "errors/codes.yaml" }, []);
    injectCatalogue(document, catalogue);
    const schema = objectAt(document, "components", "schemas", "Some");
    expect(schema.enum).toEqual(catalogue.map(({ code }) => code));
    expect(schema["x-errors"]).toMatchObject({ invalid_cursor: { status: 400, type: "validation_error" } });
  });

  it("refuses an unknown marker and an unknown code, naming the place", () => {
    expect(() => injectCatalogue(documentWith({ "x-enum-from": "colours.yaml" }, []), catalogue)).toThrow(
      /colours\.yaml.*components\/schemas\/Some/,
    );
    expect(() => injectCatalogue(documentWith({}, ["no_such_code"]), catalogue)).toThrow(
      /responses\/Refused\.yaml: no_such_code/,
    );
  });
});
