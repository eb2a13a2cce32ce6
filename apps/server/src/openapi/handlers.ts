import { createHash } from "node:crypto";
import { openapiDocument } from "@wth/contract";
import { postmanCollection } from "@wth/contract/postman.ts";
import type { Handlers } from "../http/route.ts";
import type { Services } from "../services.ts";

/**
 * `GET /openapi.json`: the contract itself, with this server first among its servers; and `GET /openapi/v1.postman.json`:
 * the same as a collection that runs against this server.
 */
export function openapiHandlers({ publicUrl }: Services): Handlers {
  const here = { url: `${publicUrl}/api/v1`, description: "This server" };
  const others = openapiDocument.servers.filter(({ url }) => url !== here.url);
  const own: Readonly<Record<string, string>> = { baseUrl: here.url, origin: publicUrl };
  const variable = postmanCollection.variable.map((each) => ({
    ...each,
    value: own[each.key] ?? each.value,
  }));
  const document = cached({ ...openapiDocument, servers: [here, ...others] });
  const collection = cached({ ...postmanCollection, variable });
  return {
    getOpenapiDocument: async (request) => document(request.header("if-none-match")),
    getPostmanCollection: async (request) => collection(request.header("if-none-match")),
  };
}

interface NotModified {
  status: 304;
  body: undefined;
  headers: { ETag: string };
}

interface Whole<Body> {
  status: 200;
  body: Body;
  headers: { ETag: string };
}

/** Answers with a body that does not change while the process runs, or says that the caller's copy is current. */
function cached<Body>(body: Body): (ifNoneMatch: string | undefined) => NotModified | Whole<Body> {
  const tag = createHash("sha256").update(JSON.stringify(body)).digest("base64url").slice(0, 22);
  const headers = { ETag: `"${tag}"` };
  return (ifNoneMatch = "") => {
    // RFC 9110, 13.1.2: a list of tags, possibly weak, or `*`.
    const known = ifNoneMatch.split(",").map((each) => each.trim().replace(/^W\//, ""));
    if (known.includes(headers.ETag) || known.includes("*")) return { status: 304, body: undefined, headers };
    return { status: 200, body, headers };
  };
}
