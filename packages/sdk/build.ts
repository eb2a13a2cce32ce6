import { buildPackage } from "@wth/packaging/build";

await buildPackage({
  folder: import.meta.dirname,
  entries: ["index", "partner/index", "mock/index", "webhooks"],
});
