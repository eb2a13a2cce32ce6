import { listListings, run } from "@wth/database";
import express from "express";
import pg from "pg";

// The baseline of the API's benchmarks: Express and pg, one query a request, and nothing else: no key, no checks, no
// idempotency, no event, no headers of the contract.
const { DATABASE_URL: connectionString } = process.env;
const pool = new pg.Pool({ connectionString, max: 20 });
const app = express();
app.use(express.json());

app.get("/dealers/:dealer/listings", async (request, response) => {
  const { dealer } = request.params;
  const limit = Number(request.query.limit);
  const rows = await run(pool, listListings, [dealer, limit + 1, null, null, null, null, null, null]);
  response.json({ object: "list", data: rows.slice(0, limit), has_more: rows.length > limit });
});

app.get("/dealers/:dealer/orders/:id", async (request, response) => {
  const { dealer, id } = request.params;
  const { rows } = await pool.query({
    name: "bare_get_order",
    text: "SELECT * FROM orders WHERE user_id = $1 AND id = $2",
    values: [dealer, id],
  });
  response.json(rows[0]);
});

app.post("/dealers/:dealer/orders", async (request, response) => {
  const { external_id, total_amount, currency, buyer, line_items } = request.body;
  const { rows } = await pool.query({
    name: "bare_insert_order",
    text: `
      INSERT INTO orders (user_id, is_test, external_id, total_amount, currency, buyer, line_items, ordered_at)
      VALUES ($1, false, $2, $3, $4, $5, $6, now())
      RETURNING *`,
    values: [
      request.params.dealer,
      external_id,
      total_amount,
      currency,
      JSON.stringify(buyer),
      JSON.stringify(line_items),
    ],
  });
  response.status(201).json(rows[0]);
});

const server = app.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address !== null) process.send?.({ port: address.port });
});
process.on("disconnect", () => process.exit(0));
