import type { DashboardOperationId, DashboardOperationTypes, dashboardOperations } from "@wth/contract";
import type { Plan } from "@wth/database";
import type { Actor } from "../events/record-event.ts";
import type { ReplyOf, RequestOf } from "../http/operation.ts";

/** The dealer of a session: all that its requests may see and change. As an actor, in the integration's mode. */
export interface SignedIn extends Actor {
  email: string;
  name: string;
  plan: Plan;
  /** May also manage partners. */
  isSuperadmin: boolean;
  isEnabled: boolean;
  isTestMode: boolean;
  /** Whether lists, counts and charts show test data too. */
  showTestData: boolean;
  expiresAt: Date;
}

/** Whoever asks for what needs no session: to sign in, or to know whether somebody is. */
export interface Visitor {
  /** Where the request comes from. */
  network: string;
  /** What the session's cookie holds, if there is one: not looked at yet. */
  token: string | null;
}

type OperationTable = typeof dashboardOperations;
type Open = {
  [Id in DashboardOperationId]: OperationTable[Id]["security"] extends false ? Id : never;
}[DashboardOperationId];

/** What a handler of the dashboard's API is given. */
export type DashboardRequest<Id extends DashboardOperationId> = RequestOf<DashboardOperationTypes[Id]>;

type Handler<Id extends DashboardOperationId, Caller> = (
  request: DashboardRequest<Id>,
  caller: Caller,
) => Promise<ReplyOf<DashboardOperationTypes[Id]>>;

/**
 * Handlers of the dashboard's API by operation id, typed by its contract. One that writes opens one transaction for all
 * that it writes: `database.transaction`, or `database.prismaTransaction` where what it calls needs Prisma.
 */
export type DashboardHandlers = { [Id in Open]?: Handler<Id, Visitor> } & {
  [Id in Exclude<DashboardOperationId, Open>]?: Handler<Id, SignedIn>;
};
