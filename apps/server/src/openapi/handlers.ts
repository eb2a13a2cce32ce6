import { createHash } from "node:crypto";
import { openapiDocument } from "@wth/contract";
import type { Handlers } from "../http/route.ts";
import type { Services } from "../services.ts";

/** `GET /openapi.json`: the contract itself, with this server first among its servers. */
export function openapiHandlers({ publicUrl }: Services): Handlers {
  const here = { url: `${publicUrl}/api/v1`, description: "This server" };
  const others = openapiDocument.servers.filter(({ url }) => url !== here.url);
  const body = { ...openapiDocument, servers: [here, ...others] };
  const tag = createHash("sha256").update(JSON.stringify(body)).digest("base64url").slice(0, 22);
  const headers = { ETag: `"${tag}"` };
  return {
    getOpenapiDocument: async (request) => {
      // RFC 9110, 13.1.2: a list of tags, possibly weak, or `*`.
      const known = (request.header("if-none-match") ?? "")
        .split(",")
        .map((each) => each.trim().replace(/^W\//, ""));
      if (known.includes(headers.ETag) || known.includes("*"))
        return { status: 304, body: undefined, headers };
      return { status: 200, body, headers };
    },
  };
}
