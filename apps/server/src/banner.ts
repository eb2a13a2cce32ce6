import type { SampleDealer } from "./sample/load.ts";

/** What `npm start` prints once the server is ready: where it is, how to make a key, and what to try next. */
export function banner(url: string, { email, listings }: SampleDealer): string {
  return `
  WatchTraderHub Custom Integration is ready.

    API            ${url}/api/v1
    OpenAPI        ${url}/api/v1/openapi.json
    Sample dealer  ${email} (Business plan, ${listings} watches)

  In another terminal:

    npm run quickstart
        walks through the whole integration: key, webhook, signed test event, listings

    npm run --silent ops -- key create --dealer ${email}
    npm run --silent ops -- integration enable --dealer ${email}
        make an API key by hand and switch the integration on

    curl -i ${url}/api/v1/me -H "Authorization: Bearer wth_YOUR_API_KEY"

  Ctrl+C stops the server and its database.
`;
}
