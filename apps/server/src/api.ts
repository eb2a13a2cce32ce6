import type { AddressInfo } from "node:net";
import { type OperationId, operations } from "@wth/contract";
import { type Limits, startAdmission } from "./admission.ts";
import type { TrustProxy } from "./authentication/trust-proxy.ts";
import { customerHandlers } from "./customers/handlers.ts";
import { dashboardApi, withDashboard } from "./dashboard/dashboard.ts";
import { WebApp } from "./dashboard/web-app.ts";
import { deliveryHandlers } from "./deliveries/handlers.ts";
import { DocsSite, withDocs } from "./docs/docs-site.ts";
import { eventHandlers } from "./events/handlers.ts";
import { healthHandlers } from "./health/handlers.ts";
import { ApiSurface } from "./http/api-surface.ts";
import type { Caller } from "./http/authenticate.ts";
import { createHttpServer } from "./http/http-server.ts";
import { Pipeline } from "./http/pipeline.ts";
import { all } from "./http/request-observer.ts";
import { createRoutes, type Handlers } from "./http/route.ts";
import { createRouter } from "./http/router.ts";
import { integrationHandlers } from "./integration/handlers.ts";
import { listingHandlers } from "./listings/handlers.ts";
import type { Operator } from "./metrics/operator.ts";
import { openapiHandlers } from "./openapi/handlers.ts";
import { orderHandlers } from "./orders/handlers.ts";
import { partnerApi } from "./partner/api.ts";
import { REDIS_TIMEOUT_MS } from "./redis/shared-redis.ts";
import type { Services } from "./services.ts";
import { testUtilityHandlers } from "./test-utilities/handlers.ts";
import { type ApiVersions, shippedVersions } from "./versions/api-versions.ts";

const STOP_MS = 10_000;
const DEFAULT_RECOVERY_RATE = 50;

/** Where to listen, and how strict to be with ourselves. */
export interface ApiOptions extends Services {
  host: string;
  /** 0 takes any free port. */
  port: number;
  validateResponses: boolean;
  /** Where processes count together; null, the default, lets each count by itself. */
  redisUrl?: string | null;
  /** How long a request may wait for it. */
  redisTimeoutMs?: number;
  /** Whose `X-Forwarded-For` is believed; default: nobody's. */
  trustProxy?: TrustProxy;
  limits?: Limits;
  /** The API versions to answer in; default: those that are shipped. */
  versions?: ApiVersions;
  /** What is shown to whoever operates the server; default: nothing. */
  operator?: Operator;
  /** Development mode: webhook URLs may be http and lead to this machine; default: not. */
  allowInsecureWebhooks?: boolean;
  /** The most deliveries that a recovery, begun in the dashboard, makes due in a second. */
  recoveryRate?: number;
  /** Where the built pages of the dashboard lie; default: nowhere, and only its API is there. */
  dashboardFolder?: string | null;
  /** Where the built documentation lies; default: nowhere, and there is none. */
  docsFolder?: string | null;
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
export async function startApi({
  host,
  port,
  validateResponses,
  redisUrl = null,
  redisTimeoutMs = REDIS_TIMEOUT_MS,
  trustProxy = 0,
  limits = {},
  versions = shippedVersions(),
  operator,
  allowInsecureWebhooks = false,
  recoveryRate = DEFAULT_RECOVERY_RATE,
  dashboardFolder = null,
  docsFolder = null,
  ...services
}: ApiOptions): Promise<Api> {
  const handlers: Handlers = {
    ...healthHandlers(),
    ...openapiHandlers(services),
    ...integrationHandlers(services),
    ...listingHandlers(services),
    ...customerHandlers(services),
    ...orderHandlers(services),
    ...eventHandlers(services),
    ...deliveryHandlers(services),
    ...testUtilityHandlers(),
  };
  const { database, log } = services;
  const { close, redis, lockout, ...admission } = await startAdmission({
    database,
    log,
    versions,
    redisUrl,
    redisTimeoutMs,
    limits,
  });
  operator?.metrics?.observeAdmission({ ...admission, redis });
  const answering = {
    log,
    observer: all(operator?.requestObservers ?? []),
    docsBase: services.publicUrl,
    validateResponses,
  };
  const pipeline = new Pipeline(new ApiSurface({ ...services, ...admission, versions }), answering);
  const partner = partnerApi({
    ...services,
    lockout: admission.authentication.lockout,
    rateLimiter: admission.rateLimiter,
    allowInsecureWebhooks,
    answering,
  });
  const routes = createRoutes<OperationId, Caller>(operations, handlers);
  const router = createRouter(routes, pipeline, trustProxy, [partner]);
  const dashboard = dashboardApi({
    services,
    lockout,
    versions,
    allowInsecureWebhooks,
    recoveryRate,
    limits,
    trustProxy,
    answering,
  });
  const pages = dashboardFolder === null ? null : await WebApp.load(dashboardFolder);
  const docs = docsFolder === null ? null : await DocsSite.load(docsFolder, services.publicUrl);
  const listener = withDocs(docs, withDashboard(dashboard.handle, pages, router));
  const server = createHttpServer(operator === undefined ? listener : operator.before(listener), {
    ...answering,
    apiVersion: versions.newest.date,
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => close().then(() => reject(error), reject));
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port, // a TCP server's address is never a string
    stop: async () => {
      await new Promise<void>((resolve) => {
        dashboard.close();
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), STOP_MS).unref();
      });
      await close();
    },
  };
}
