import { newestApiVersion } from "@wth/contract";
import type { Handlers } from "../http/route.ts";

/** `GET /health`: the process answers. Whether it can work is another question. */
export function healthHandlers(): Handlers {
  return {
    getHealth: async () => ({ status: 200, body: { status: "ok", api_version: newestApiVersion } }),
  };
}
