import { Button, Text } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { useSession } from "../session/session.ts";

const AccountMenu = lazy(() => import("./account-menu.tsx"));

/** Who is signed in. The menu behind it is loaded when it is first opened: most visits do not need it. */
export function AccountButton({ onShowShortcuts }: { onShowShortcuts: () => void }) {
  const [isWanted, setWanted] = useState(false);
  const { dealer } = useSession();
  const button = (
    <Button
      variant="default"
      size="xs"
      maw={180}
      aria-label={`Account of ${dealer.name}`}
      aria-haspopup="menu"
      onClick={() => setWanted(true)}
    >
      <Text size="sm" truncate>
        {dealer.name}
      </Text>
    </Button>
  );
  return isWanted ? (
    <Suspense fallback={button}>
      <AccountMenu target={button} onShowShortcuts={onShowShortcuts} />
    </Suspense>
  ) : (
    button
  );
}
