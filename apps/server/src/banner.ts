import type { SampleDealer } from "./sample/load.ts";

/** The variables that lead the other commands to this server, when it is not the only one. */
const LEADING = ["PORT", "HOST", "PUBLIC_URL", "WTH_DATA_DIR"] as const;

/**
 * What `npm start` prints once the server is ready: where it is, how to make a key, and what to try next.
 *
 * @param env the environment that it was started with: the commands need the same.
 */
export function banner(
  url: string,
  { email, password, listings }: SampleDealer,
  env: NodeJS.ProcessEnv,
): string {
  const set = LEADING.flatMap((name) => (env[name] ? `${name}=${shellQuoted(env[name])}` : []));
  const exported = set.length === 0 ? "" : `\n    export ${set.join(" ")}\n`;
  return `
  WatchTraderHub Custom Integration is ready.

    Dashboard      ${url}
    API            ${url}/api/v1
    Documentation  ${url}/docs/api
    OpenAPI        ${url}/api/v1/openapi.json
    Postman        ${url}/openapi/v1.postman.json
    Sample dealer  ${email} (Business plan, ${listings} watches)
    Password       ${password ?? "as it was set with: ops dealer set-password"}

  In another terminal:
${exported}
    npm run quickstart
        walks through the whole integration: key, webhook, signed test event, listings

    npm run --silent ops -- key create --dealer ${email}
    npm run --silent ops -- integration enable --dealer ${email}
        make an API key by hand and switch the integration on

    curl -i ${url}/api/v1/me -H "Authorization: Bearer wth_YOUR_API_KEY"

  Ctrl+C stops the server and its database.
`;
}

function shellQuoted(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
