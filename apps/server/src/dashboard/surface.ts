import { type DashboardOperationId, dashboardDocument, dashboardOperations } from "@wth/contract";
import type { SessionRow } from "@wth/database";
import type { Request as ExpressRequest } from "express";
import { clientNetwork } from "../authentication/client-network.ts";
import { Contract } from "../http/contract.ts";
import { ApiError } from "../http/errors.ts";
import { type Answer, type Exchange, type ReadRequest, type Surface, toAnswer } from "../http/pipeline.ts";
import type { Route } from "../http/route.ts";
import type { CheckedRequest } from "../http/validate.ts";
import type { ApiVersions } from "../versions/api-versions.ts";
import { type OperationVersion, unchangedOperation } from "../versions/pinned-version.ts";
import type { SignedIn, Visitor } from "./handlers.ts";
import { requireOwnPage } from "./same-site.ts";
import type { SessionCookie } from "./session-cookie.ts";
import type { Sessions } from "./sessions.ts";

/** What the dashboard's API decides with. */
export interface DashboardSurfaceOptions {
  sessions: Sessions;
  cookie: SessionCookie;
  versions: ApiVersions;
  /** Where people reach the dashboard. */
  publicUrl: string;
}

/** The contract of the dashboard's API. */
export const dashboardContract = new Contract(dashboardDocument);

/** The dashboard's own API: sessions instead of keys, requests from its own pages only, and one version, its own. */
export class DashboardSurface implements Surface<DashboardOperationId, SignedIn | Visitor> {
  readonly #options: DashboardSurfaceOptions;

  constructor(options: DashboardSurfaceOptions) {
    this.#options = options;
  }

  /** So that the log and metrics tell it from the public API's operation of the same name. */
  nameOf(id: DashboardOperationId): string {
    return `dashboard.${id}`;
  }

  operation(id: DashboardOperationId): OperationVersion {
    return unchangedOperation({ id, ...dashboardOperations[id] }, dashboardContract);
  }

  headers(): Record<string, string> {
    return { "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" };
  }

  /** Where the request comes from, for changes; then who is signed in. */
  async admit(
    { operation }: Route<DashboardOperationId, SignedIn | Visitor>,
    request: ExpressRequest,
    exchange: Exchange<SignedIn | Visitor>,
  ): Promise<void> {
    const { cookie, publicUrl, sessions } = this.#options;
    if (operation.method !== "get") requireOwnPage(request, publicUrl);
    const token = cookie.read(request.headers.cookie);
    if (!operation.security) {
      exchange.caller = { network: clientNetwork(request), token };
      return;
    }
    const row = await sessions.find(token);
    if (row === null) throw new ApiError("not_signed_in");
    exchange.caller = signedIn(row, this.#options.versions);
  }

  prepare({
    route,
    exchange,
    version,
  }: ReadRequest<DashboardOperationId, SignedIn | Visitor>): (checked: CheckedRequest) => Promise<Answer> {
    const { caller } = exchange;
    return async (checked) => toAnswer(version, await route.handle(checked, caller ?? undefined));
  }

  logged(caller: SignedIn | Visitor): Readonly<Record<string, string>> {
    return "userId" in caller ? { user_id: caller.userId } : {};
  }
}

/** The dealer of a session. */
export function signedIn(row: SessionRow, versions: ApiVersions): SignedIn {
  return {
    userId: row.user_id,
    integrationId: row.integration_id,
    apiVersion: versions.pinned(row.api_version),
    livemode: !row.is_test_mode,
    hasPartners: row.has_partners,
    isSuperadmin: row.is_superadmin,
    email: row.email,
    name: row.name,
    plan: row.plan,
    isEnabled: row.is_enabled,
    isTestMode: row.is_test_mode,
    showTestData: row.show_test_data,
    expiresAt: row.expires_at,
  };
}
