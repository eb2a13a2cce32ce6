import { Tabs } from "@mantine/core";
import { Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { PageHeader } from "../../components/page-header.tsx";

/** The tabs, each with a route of its own below this page. */
const TABS = [
  { to: "/channels/custom", label: "Overview" },
  { to: "/channels/custom/settings", label: "Settings" },
  { to: "/channels/custom/deliveries", label: "Deliveries" },
  { to: "/channels/custom/docs", label: "Docs" },
] as const;

/** The Custom Integration: its heading and tabs, and below them the tab that the URL names. */
export function CustomIntegrationPage() {
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const open = TABS.findLast(({ to }) => pathname.startsWith(to))?.to ?? TABS[0].to;
  return (
    <>
      <PageHeader title="Custom Integration" />
      <Tabs
        value={open}
        activateTabWithKeyboard={false}
        onChange={(to) => void navigate({ to: TABS.find((tab) => tab.to === to)?.to ?? TABS[0].to })}
      >
        <Tabs.List>
          {TABS.map(({ to, label }) => (
            <Tabs.Tab key={to} value={to} px={{ base: 8, xs: "md" }}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={open} pt="md">
          <Outlet />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
