import { NavLink, type NavLinkProps, Text } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import { type ComponentPropsWithRef, Fragment } from "react";
import { useSession } from "../session/session.ts";
import { navigation } from "./navigation.ts";

type PageLinkProps = NavLinkProps & Omit<ComponentPropsWithRef<"a">, keyof NavLinkProps>;

const PageLink = createLink((props: PageLinkProps) => <NavLink variant="filled" bdrs="md" {...props} />);

/** The pages, by group. @param props.onLeave a page was chosen: on a phone the sidebar closes. */
export function Sidebar({ onLeave }: { onLeave: () => void }) {
  const { dealer } = useSession();
  const shown = navigation.filter(({ forSuperadmins }) => forSuperadmins !== true || dealer.is_superadmin);
  return shown.map(({ group, items }) => (
    <Fragment key={group ?? ""}>
      {group !== null && (
        <Text size="xs" fw={600} tt="uppercase" px="sm" pt="md" pb={4}>
          {group}
        </Text>
      )}
      {items.map(({ to, label }) => (
        <PageLink key={to} to={to} label={label} onClick={onLeave} activeProps={{ active: true }} />
      ))}
    </Fragment>
  ));
}
