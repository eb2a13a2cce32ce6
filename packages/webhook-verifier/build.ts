import { buildPackage } from "@wth/packaging/build";

await buildPackage({
  folder: import.meta.dirname,
  entries: ["node", "web", "express", "fastify", "hono", "next", "fetch", "dedupe"],
  typesOnly: ["any"],
});
