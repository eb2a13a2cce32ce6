import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { healthHandlers } from "./health/handlers.ts";
import { Pipeline } from "./http/pipeline.ts";
import { RateLimiter } from "./http/rate-limit.ts";
import { createRoutes } from "./http/route.ts";
import { createRouter } from "./http/router.ts";
import { integrationHandlers } from "./integration/handlers.ts";
import { listingHandlers } from "./listings/handlers.ts";
import { openapiHandlers } from "./openapi/handlers.ts";
import type { Services } from "./services.ts";
import { testUtilityHandlers } from "./test-utilities/handlers.ts";

const STOP_MS = 10_000;

/** Where to listen, and how strict to be with ourselves. */
export interface ApiOptions extends Services {
  host: string;
  /** 0 takes any free port. */
  port: number;
  validateResponses: boolean;
}

/** A running API. */
export interface Api {
  port: number;
  /** Takes no new connections, lets requests in flight end within 10 s, then cuts what is left. */
  stop(): Promise<void>;
}

/**
 * Serves the REST API.
 *
 * @throws {Error} `EADDRINUSE` when the port is taken.
 */
export async function startApi({ host, port, validateResponses, ...services }: ApiOptions): Promise<Api> {
  const routes = createRoutes({
    ...healthHandlers(),
    ...openapiHandlers(services),
    ...integrationHandlers(services),
    ...listingHandlers(services),
    ...testUtilityHandlers(),
  });
  const pipeline = new Pipeline({
    ...services,
    rateLimiter: new RateLimiter(),
    docsBase: services.publicUrl,
    validateResponses,
  });
  const server = createServer(createRouter(routes, pipeline));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port, // a TCP server's address is never a string
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), STOP_MS).unref();
      }),
  };
}
