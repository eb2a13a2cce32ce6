// Serves the route handler of the Next.js example as Next.js would: a fetch Request in, a Response out.
import { serve } from "@hono/node-server";
import { POST } from "../next/app/webhooks/wth/route.ts";

serve({ fetch: POST, port: Number(process.env.PORT) }, () => console.log("waiting for deliveries"));
