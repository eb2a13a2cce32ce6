import { lazy, Suspense, useEffect, useState } from "react";
import type { ConfirmDialogProps } from "../../components/confirm-dialog.tsx";

const Dialog = lazy(async () => {
  const { ConfirmDialog } = await import("../../components/confirm-dialog.tsx");
  return { default: ConfirmDialog };
});

/** Asks before something is done. Loaded once the page is there: nobody needs it to see the page. */
export function Confirm(props: ConfirmDialogProps) {
  return (
    <Suspense>
      <LateDialog {...props} />
    </Suspense>
  );
}

/** Is there closed before it opens: only then does it know where the focus was, and give it back. */
function LateDialog(props: ConfirmDialogProps) {
  const [isThere, setThere] = useState(false);
  useEffect(() => setThere(true), []);
  return <Dialog {...props} opened={props.opened && isThere} />;
}
