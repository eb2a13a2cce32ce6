import type { RequestListener } from "node:http";
import { type DashboardOperationId, dashboardOperations } from "@wth/contract";
import type { Admission } from "../admission.ts";
import { PasswordChecks } from "../authentication/passwords.ts";
import type { TrustProxy } from "../authentication/trust-proxy.ts";
import { Pipeline, type PipelineOptions } from "../http/pipeline.ts";
import { createRoutes } from "../http/route.ts";
import { createRouter } from "../http/router.ts";
import type { Services } from "../services.ts";
import type { ApiVersions } from "../versions/api-versions.ts";
import { clientHandlers } from "./clients.ts";
import { dashboardDeliveryHandlers } from "./deliveries.ts";
import { deliveryChartHandlers } from "./delivery-charts.ts";
import { DeliveryStreams, deliveryStreamHandlers } from "./delivery-streams.ts";
import { eventTypeHandlers } from "./event-types.ts";
import type { DashboardHandlers, SignedIn, Visitor } from "./handlers.ts";
import { integrationSettingsHandlers } from "./integration.ts";
import { inventoryHandlers } from "./inventory.ts";
import { SESSION_AGE, type SessionLimits, SIGN_IN_RULES } from "./limits.ts";
import { orderBookHandlers } from "./orders.ts";
import { partnerDirectoryHandlers } from "./partners.ts";
import { pingHandlers } from "./ping.ts";
import { recoveryHandlers } from "./recovery.ts";
import { SessionCookie } from "./session-cookie.ts";
import { sessionHandlers } from "./session-handlers.ts";
import { Sessions } from "./sessions.ts";
import { DashboardSurface } from "./surface.ts";
import type { WebApp } from "./web-app.ts";

/** What the dashboard's API is made of. */
export interface DashboardOptions {
  services: Services;
  lockout: Admission["lockout"];
  versions: ApiVersions;
  /** Development mode: webhook URLs may be http and lead to this machine. */
  allowInsecureWebhooks: boolean;
  /** The most deliveries that a recovery makes due in a second. */
  recoveryRate: number;
  limits: SessionLimits;
  trustProxy: TrustProxy;
  /** How its requests are answered. */
  answering: PipelineOptions;
}

/** The dashboard's API. */
export interface DashboardApi {
  handle: RequestListener;
  /** Ends the streams, which would not end by themselves. */
  close(): void;
}

/** Where the dashboard's API lies. */
const API = "/dashboard/api";

/**
 * The dashboard's API and pages in front of what answers everything else.
 *
 * @param pages null leaves them out.
 */
export function withDashboard(
  api: RequestListener,
  pages: WebApp | null,
  other: RequestListener,
): RequestListener {
  return (request, response) => {
    const { url = "" } = request;
    if (url === API || url.startsWith(`${API}/`) || url.startsWith(`${API}?`)) api(request, response);
    else if (pages?.handle(request, response) !== true) other(request, response);
  };
}

/** The dashboard's own API. */
export function dashboardApi({
  services,
  lockout,
  versions,
  allowInsecureWebhooks,
  recoveryRate,
  limits,
  trustProxy,
  answering,
}: DashboardOptions): DashboardApi {
  const { database, publicUrl } = services;
  const sessions = new Sessions(database, limits.sessionAge ?? SESSION_AGE);
  const cookie = new SessionCookie(publicUrl);
  const rules = { ...SIGN_IN_RULES, ...limits.signIn };
  const lockouts = {
    accountFromNetwork: lockout("sign-ins-of-account-from-network", rules.accountFromNetwork),
    account: lockout("sign-ins-of-account", rules.account),
    network: lockout("sign-ins-from-network", rules.network),
  };
  const streams = new DeliveryStreams({ database, sessions, log: services.log });
  const passwords = new PasswordChecks();
  const handlers: DashboardHandlers = {
    ...sessionHandlers({ database, sessions, cookie, versions, passwords, lockouts }),
    ...clientHandlers(services),
    ...inventoryHandlers(services),
    ...orderBookHandlers(services),
    ...integrationSettingsHandlers({ ...services, versions, allowInsecureWebhooks }),
    ...pingHandlers(services),
    ...eventTypeHandlers(),
    ...dashboardDeliveryHandlers(services),
    ...deliveryStreamHandlers(streams, cookie),
    ...deliveryChartHandlers(services),
    ...partnerDirectoryHandlers(services),
    ...recoveryHandlers(services, recoveryRate),
  };
  const surface = new DashboardSurface({ sessions, cookie, versions, publicUrl });
  const routes = createRoutes<DashboardOperationId, SignedIn | Visitor>(dashboardOperations, handlers);
  const handle = createRouter(routes, new Pipeline(surface, answering), trustProxy);
  return { handle, close: () => streams.close() };
}
