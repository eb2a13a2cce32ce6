import { Database } from "@wth/database";
import { startApi } from "@wth/server/api.ts";
import { createLog } from "@wth/server/log.ts";
import { Keyring } from "@wth/server/secrets/keyring.ts";

// The API as production runs it: every check on, logs written, responses not checked a second time.
const { DATABASE_URL: url = "", WTH_SECRETS_KEYS: keys = "" } = process.env;
const api = await startApi({
  host: "127.0.0.1",
  port: 0,
  validateResponses: false,
  publicUrl: "http://localhost",
  database: new Database({ url, applicationName: "wth-bench-api", maxConnections: 20 }),
  keyring: Keyring.parse(keys),
  log: createLog("info"),
});
process.send?.({ port: api.port });
process.on("disconnect", () => process.exit(0));
