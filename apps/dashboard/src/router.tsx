import { Center, Container, Loader } from "@mantine/core";
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { queryClient } from "./api/query-client.ts";
import { ProblemAlert } from "./components/problem-alert.tsx";
import { clientsSearch } from "./pages/clients/search.ts";
import { integrationSearch } from "./pages/custom-integration/search.ts";
import { deliveriesSearch } from "./pages/deliveries/search.ts";
import { inventorySearch } from "./pages/inventory/search.ts";
import { ordersSearch } from "./pages/orders/search.ts";
import { returnPath } from "./session/return-to.ts";
import { sessionQuery } from "./session/session.ts";
import { NotFound } from "./shell/not-found.tsx";

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const login = createRoute({
  getParentRoute: () => root,
  path: "/login",
  validateSearch: (search): { return?: string } =>
    typeof search.return === "string" ? { return: search.return } : {},
  beforeLoad: async ({ search }) => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (session.signed_in) throw redirect({ href: returnPath(search.return), replace: true });
  },
  component: lazyRouteComponent(() => import("./pages/sign-in/page.tsx"), "SignInPage"),
});

/** Guards all pages below it: whoever is not signed in is led to the sign-in page, and from there back again. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  beforeLoad: async ({ location }) => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (session.signed_in) return;
    const search = location.href === "/" ? {} : { return: location.href };
    throw redirect({ to: "/login", search, replace: true });
  },
  component: lazyRouteComponent(() => import("./shell/signed-in-layout.tsx"), "SignedInLayout"),
});

const home = createRoute({
  getParentRoute: () => signedIn,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/channels/custom", replace: true });
  },
});

// One entry for each page. A page is loaded when it is first opened; what its URL may say after the question mark is
// checked by its `validateSearch`.

// The Custom Integration: heading and tabs, and one route for each tab below them.
const customIntegration = createRoute({
  getParentRoute: () => signedIn,
  path: "/channels/custom",
  component: lazyRouteComponent(() => import("./pages/custom-integration/page.tsx"), "CustomIntegrationPage"),
});

const integrationOverview = createRoute({
  getParentRoute: () => customIntegration,
  path: "/",
  validateSearch: integrationSearch,
  component: lazyRouteComponent(
    () => import("./pages/custom-integration/overview/overview-tab.tsx"),
    "OverviewTab",
  ),
});

const integrationSettings = createRoute({
  getParentRoute: () => customIntegration,
  path: "/settings",
  component: lazyRouteComponent(
    () => import("./pages/custom-integration/settings/settings-tab.tsx"),
    "SettingsTab",
  ),
});

const integrationDeliveries = createRoute({
  getParentRoute: () => customIntegration,
  path: "/deliveries",
  validateSearch: deliveriesSearch,
  component: lazyRouteComponent(() => import("./pages/deliveries/page.tsx"), "DeliveriesPage"),
});

// Beside the tabs, and not one of them.
const signature = createRoute({
  getParentRoute: () => signedIn,
  path: "/channels/custom/signature",
  component: lazyRouteComponent(() => import("./pages/signature/page.tsx"), "SignaturePage"),
});

const integrationDocs = createRoute({
  getParentRoute: () => customIntegration,
  path: "/docs",
  component: lazyRouteComponent(() => import("./pages/custom-integration/docs/docs-tab.tsx"), "DocsTab"),
});

const inventory = createRoute({
  getParentRoute: () => signedIn,
  path: "/inventory",
  validateSearch: inventorySearch,
  component: lazyRouteComponent(() => import("./pages/inventory/page.tsx"), "InventoryPage"),
});

const orders = createRoute({
  getParentRoute: () => signedIn,
  path: "/orders",
  validateSearch: ordersSearch,
  component: lazyRouteComponent(() => import("./pages/orders/page.tsx"), "OrdersPage"),
});

const clients = createRoute({
  getParentRoute: () => signedIn,
  path: "/clients",
  validateSearch: clientsSearch,
  component: lazyRouteComponent(() => import("./pages/clients/page.tsx"), "ClientsPage"),
});

const partners = createRoute({
  getParentRoute: () => signedIn,
  path: "/partners",
  component: lazyRouteComponent(() => import("./pages/partners/page.tsx"), "PartnersPage"),
});

/** The pages of the dashboard and the way between them. */
export const router = createRouter({
  routeTree: root.addChildren([
    login,
    signedIn.addChildren([
      home,
      customIntegration.addChildren([
        integrationOverview,
        integrationSettings,
        integrationDeliveries,
        integrationDocs,
      ]),
      signature,
      inventory,
      orders,
      clients,
      partners,
    ]),
  ]),
  defaultPreload: "intent",
  scrollRestoration: true,
  defaultPendingComponent: () => (
    <Center mih={200}>
      <Loader aria-label="Loading" />
    </Center>
  ),
  // What a page throws, or its data could not be had at all.
  defaultErrorComponent: ({ error, reset }) => (
    <Container size="sm" py="xl">
      <ProblemAlert error={error} onRetry={reset} />
    </Container>
  ),
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
