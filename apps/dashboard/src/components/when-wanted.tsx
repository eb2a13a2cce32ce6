import { type ReactNode, Suspense, useState } from "react";

/**
 * Renders what is behind `lazy` from when it is first wanted on: so that a page does not load a drawer that nobody opens, and
 * one that was opened can close by itself and give the focus back.
 */
export function WhenWanted({ wanted, children }: { wanted: boolean; children: ReactNode }) {
  const [wasWanted, setWasWanted] = useState(wanted);
  if (wanted && !wasWanted) setWasWanted(true);
  return wasWanted && <Suspense>{children}</Suspense>;
}
