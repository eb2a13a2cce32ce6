import { Menu, useMantineColorScheme } from "@mantine/core";
import type { ReactElement } from "react";
import { useSession, useSignOut } from "../session/session.ts";
import { useShowTestData } from "../session/show-test-data.ts";

const SCHEMES = [
  { value: "auto", label: "As the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;

/** What the menu hangs on. */
interface AccountMenuProps {
  target: ReactElement;
  onShowShortcuts: () => void;
}

/** What is set for this dealer and browser, and signing out. Opens as soon as it is there. */
export default function AccountMenu({ target, onShowShortcuts }: AccountMenuProps) {
  const { dealer, preferences } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { setShown } = useShowTestData();
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end" width={260} defaultOpened transitionProps={{ duration: 0 }}>
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label className="break-anywhere">{dealer.email}</Menu.Label>
        <Menu.CheckboxItem checked={preferences.show_test_data} onChange={setShown}>
          Show test data
        </Menu.CheckboxItem>
        <Menu.Item onClick={onShowShortcuts}>Keyboard shortcuts</Menu.Item>
        <Menu.Item onClick={signOut}>Sign out</Menu.Item>
        <Menu.Divider />
        <Menu.Label>Colours</Menu.Label>
        {SCHEMES.map(({ value, label }) => (
          <Menu.RadioItem
            key={value}
            value={value}
            checked={value === colorScheme}
            onChange={() => setColorScheme(value)}
          >
            {label}
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
