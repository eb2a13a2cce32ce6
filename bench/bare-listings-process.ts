import { listListings, run } from "@wth/database";
import express from "express";
import pg from "pg";

// The baseline of the listings benchmark: Express and pg with the same query, and nothing else: no key, no checks, no
// headers of the contract.
const { DATABASE_URL: connectionString, USER_ID: userId = "" } = process.env;
const pool = new pg.Pool({ connectionString, max: 20 });
const app = express();
app.get("/listings", async (request, response) => {
  const limit = Number(request.query.limit);
  const rows = await run(pool, listListings, [userId, limit + 1, null, null, null, null, null, null]);
  response.json({ object: "list", data: rows.slice(0, limit), has_more: rows.length > limit });
});
const server = app.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address !== null) process.send?.({ port: address.port });
});
process.on("disconnect", () => process.exit(0));
