import { AppShell, Burger, Group, Text } from "@mantine/core";
import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { StatusBadge } from "../components/status-badge.tsx";
import { SessionContext, sessionQuery } from "../session/session.ts";
import { AccountButton } from "./account-button.tsx";
import { Sidebar } from "./sidebar.tsx";
import classes from "./signed-in-layout.module.css";
import { TestModeBanner } from "./test-mode-banner.tsx";

const ShortcutHelp = lazy(() => import("./shortcut-help.tsx"));

/** Everything around a page behind the sign-in: header, sidebar, the banner of test mode, and the keyboard. */
export function SignedInLayout() {
  const [navigationOpened, navigationIs] = useDisclosure();
  const [helpOpened, helpIs] = useDisclosure();
  const { data: session } = useSuspenseQuery(sessionQuery);
  useHotkeys([
    ["/", focusSearch],
    // Where it is on the keyboard with Shift, and where it is without.
    ["shift+?", helpIs.open],
    ["?", helpIs.open],
  ]);
  // The guard of the route is leading to the sign-in page.
  if (!session.signed_in) return null;
  const { is_enabled: isEnabled, is_test_mode: isTestMode } = session.integration;
  const mode = isTestMode ? "test_mode" : "live";
  return (
    <SessionContext value={session}>
      <AppShell
        header={{ height: 56 }}
        navbar={{ width: 240, breakpoint: "sm", collapsed: { mobile: !navigationOpened } }}
        padding="md"
        transitionDuration={0}
      >
        <a href="#page" className={classes.skip}>
          Skip to the page
        </a>
        <AppShell.Header px="md">
          <Group h="100%" justify="space-between" wrap="nowrap">
            <Group wrap="nowrap" gap="sm">
              <Burger
                opened={navigationOpened}
                onClick={navigationIs.toggle}
                hiddenFrom="sm"
                size="sm"
                aria-label={navigationOpened ? "Close the navigation" : "Open the navigation"}
                aria-expanded={navigationOpened}
              />
              <Text fw={700}>
                <Text span inherit visibleFrom="xs">
                  WatchTraderHub
                </Text>
                <Text span inherit hiddenFrom="xs" aria-label="WatchTraderHub">
                  WTH
                </Text>
              </Text>
              <StatusBadge status={isEnabled ? mode : "disabled"} />
            </Group>
            <AccountButton onShowShortcuts={helpIs.open} />
          </Group>
        </AppShell.Header>
        <AppShell.Navbar p="sm" aria-label="Pages" className={classes.navbar} data-opened={navigationOpened}>
          <Sidebar onLeave={navigationIs.close} />
        </AppShell.Navbar>
        <AppShell.Main id="page" tabIndex={-1}>
          <TestModeBanner />
          <Outlet />
        </AppShell.Main>
      </AppShell>
      {helpOpened && (
        <Suspense>
          <ShortcutHelp onClose={helpIs.close} />
        </Suspense>
      )}
    </SessionContext>
  );
}

function focusSearch(): void {
  document.querySelector<HTMLElement>("[data-search]")?.focus();
}
