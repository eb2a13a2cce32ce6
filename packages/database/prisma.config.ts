import { defineConfig } from "prisma/config";

/** Where Prisma's command line finds the schema and the migrations; the URL is only needed by commands that connect. */
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  ...(process.env.DATABASE_URL === undefined ? {} : { datasource: { url: process.env.DATABASE_URL } }),
});
