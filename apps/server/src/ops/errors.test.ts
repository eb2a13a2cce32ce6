import { MigrationError } from "@wth/database/migrate";
import { CommanderError } from "commander";
import { describe, expect, it } from "vitest";
import { ConfigError } from "../config.ts";
import { EndpointUrlError } from "../delivery/endpoint-url.ts";
import { ApiError } from "../http/errors.ts";
import { DealerNotFoundError } from "../integration/find.ts";
import { PartnerDirectoryError } from "../partner/directory.ts";
import { RecoveryError } from "../recovery/recovery.ts";
import { failureOf, OpsError } from "./errors.ts";
import { runOps } from "./testing.ts";

describe("the failure of a command", () => {
  const lost = Object.assign(new Error("terminating connection"), { code: "57P01" });
  it.each([
    ["options of its own", new OpsError("Say which."), "invalid_options", /^Say which\.$/],
    ["a code of its own", new OpsError("It is there.", "dealer_exists"), "dealer_exists", /^It is there\.$/],
    [
      "options of the parser",
      new CommanderError(1, "commander.x", "error: unknown option '-x'"),
      "invalid_options",
      /^unknown option/,
    ],
    ["an error of the API", new ApiError("delivery_not_retryable"), "delivery_not_retryable", /^Only a/],
    ["no dealer", new DealerNotFoundError("a@b"), "dealer_not_found", /^There is no dealer a@b\./],
    ["no branch", new PartnerDirectoryError("branch_not_found", "None."), "branch_not_found", /^None\.$/],
    ["a URL", new EndpointUrlError("The URL must use https."), "invalid_url", /^The URL must use https\.$/],
    ["a recovery", new RecoveryError("running", "One is running."), "recovery_running", /^One is running\.$/],
    ["no such recovery", new RecoveryError("not_found", "None."), "resource_not_found", /^None\.$/],
    ["the environment", new ConfigError("PORT: is none."), "invalid_configuration", /^PORT: is none\.$/],
    ["migrations", new MigrationError("newer", "It is newer."), "migration_failed", /^It is newer\.$/],
    ["the database on the way", lost, "service_unavailable", /terminating connection\n\s+at /],
    ["a defect", new TypeError("x is not a function"), "internal_error", /^TypeError: x is.*\n\s+at /],
  ])("for %s is told by a code and a message", (_name, error, code, message) => {
    expect(failureOf(error)).toEqual({ code, message: expect.stringMatching(message) });
  });
});

describe("a command that fails", () => {
  it.each([
    [
      "before it begins",
      ["deliveries", "show", "--dealer", "a@b"],
      "invalid_options",
      /required option '--id/,
    ],
    ["without a database", ["db", "status"], "invalid_configuration", /There is no database/],
  ])(
    "%s prints one document with --json, and the reason on stderr",
    async (_name, words, code, message) => {
      const run = await runOps({ WTH_DATA_DIR: "/nonexistent" }, ...words);
      expect(run).toEqual({
        code: 1,
        json: { error: { code, message: expect.stringMatching(message) } },
        stderr: expect.stringMatching(message),
      });
    },
    60_000,
  );
});
