// Serves a handler of fetch requests on PORT, as the platform that it was written for would:
//   node serve.mjs MODULE, which exports POST, receive, or a default with fetch

import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [, , file] = process.argv;
const { serve } = await import(pathToFileURL(createRequire(file).resolve("@hono/node-server")).href);
const exported = await import(pathToFileURL(path.resolve(file)).href);
const handle = exported.POST ?? exported.receive ?? exported.default?.fetch.bind(exported.default);
const env = { WTH_WEBHOOK_SECRET: process.env.WTH_WEBHOOK_SECRET };
serve({ fetch: (request) => handle(request, env), port: Number(process.env.PORT), hostname: "127.0.0.1" });
