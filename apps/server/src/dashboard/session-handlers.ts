import type { DashboardComponents } from "@wth/contract";
import { type Database, run, updatePreferences } from "@wth/database";
import type { ApiVersions } from "../versions/api-versions.ts";
import type { DashboardHandlers, SignedIn } from "./handlers.ts";
import type { SessionCookie } from "./session-cookie.ts";
import { type SignInOptions, signIn } from "./sign-in.ts";
import { signedIn } from "./surface.ts";

/** What `/session` works with. */
export interface SessionHandlersOptions extends SignInOptions {
  database: Database;
  cookie: SessionCookie;
  versions: ApiVersions;
}

const NO_SESSION = { object: "session", signed_in: false } as const;

/** `/session` and `/preferences`: who is signed in, and what the dealer has chosen for the dashboard. */
export function sessionHandlers(options: SessionHandlersOptions): DashboardHandlers {
  const { database, cookie, sessions, versions } = options;
  return {
    getSession: async (_request, { token }) => {
      const row = await sessions.find(token);
      return { status: 200, body: row === null ? NO_SESSION : serializeSession(signedIn(row, versions)) };
    },

    signIn: async ({ body }, { network, token: earlier }) => {
      const token = await signIn(options, { ...body, network });
      await sessions.end(earlier);
      const row = await sessions.find(token);
      if (row === null) throw new Error("The session that has just begun is not there.");
      const headers = { "Set-Cookie": cookie.give(token, sessions.maxSeconds) };
      return { status: 200, body: serializeSession(signedIn(row, versions)), headers };
    },

    signOut: async (_request, { token }) => {
      await sessions.end(token);
      return { status: 200, body: NO_SESSION, headers: { "Set-Cookie": cookie.takeBack() } };
    },

    updatePreferences: async ({ body }, { userId }) => {
      const [preferences] = await run(database.pool, updatePreferences, [
        userId,
        body.show_test_data ?? null,
      ]);
      if (preferences === undefined) throw new Error("The dealer of the session is not there.");
      return { status: 200, body: preferences };
    },
  };
}

function serializeSession(dealer: SignedIn): DashboardComponents["schemas"]["Session"] {
  return {
    object: "session",
    signed_in: true,
    dealer: {
      id: dealer.userId,
      email: dealer.email,
      name: dealer.name,
      plan: dealer.plan,
      is_superadmin: dealer.isSuperadmin,
    },
    integration: { is_enabled: dealer.isEnabled, is_test_mode: dealer.isTestMode },
    preferences: { show_test_data: dealer.showTestData },
    expires_at: dealer.expiresAt.toISOString(),
  };
}
