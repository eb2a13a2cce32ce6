import { newestApiVersion, openapiDocument } from "@wth/contract";
import { afterAll, beforeAll, expect, it } from "vitest";
import { setApiVersion } from "../integration/api-version.ts";
import { readAnyError } from "../test/contract.ts";
import { createTestDealer, type TestDealer } from "../test/dealer.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { ApiVersions } from "../versions/api-versions.ts";

const OLDER = "2026-01-15";

/** A version whose errors cannot be made: its change is broken. */
const versions = new ApiVersions(
  [{ version: OLDER, document: { ...openapiDocument, info: { ...openapiDocument.info, version: OLDER } } }],
  [
    {
      version: newestApiVersion,
      description: "Broken.",
      schemas: {
        Error: [
          {
            down: () => {
              throw new Error("SELECT secrets");
            },
          },
        ],
      },
    },
  ],
);

let server: TestServer;
let dealer: TestDealer;
beforeAll(async () => {
  server = await startTestServer({}, {}, undefined, versions);
  dealer = await createTestDealer(server);
});
afterAll(() => server.close());

it("answers 500, and not 404, when an error cannot be put into words", async () => {
  await server.database.prismaTransaction((tx) => setApiVersion(tx, versions, dealer.integrationId, OLDER));
  const response = await dealer.call("GET", "/orders?limit=0");
  expect(response.status).toBe(500);
  const error = await readAnyError(response);
  expect(error).toMatchObject({ code: "internal_error", type: "api_error" });
  expect(JSON.stringify(error)).not.toContain("secrets");
});

it("answers 404 to a path whose encoding is broken", async () => {
  const response = await dealer.call("GET", "/orders/%E0%A4%A");
  expect(response.status).toBe(404);
  expect(await readAnyError(response)).toMatchObject({ code: "route_not_found" });
});
