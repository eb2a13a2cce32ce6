import { Alert } from "@mantine/core";
import type { ReactNode } from "react";

/** Says what something came to, well or not. White on green, because the library's green on its own light ground is too pale. */
export function OutcomeAlert({
  isGood,
  title,
  children,
}: {
  isGood: boolean;
  title: string;
  children?: ReactNode;
}) {
  const white = { color: "var(--mantine-color-white)" };
  const look = isGood
    ? { color: "#1f7a34", variant: "filled", styles: { title: white, message: white } }
    : { color: "red" };
  return (
    <Alert {...look} role="status" title={title}>
      {children}
    </Alert>
  );
}
