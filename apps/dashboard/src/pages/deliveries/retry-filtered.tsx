import { Button } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import type { Schemas } from "../../api/client.ts";
import { useSession } from "../../session/session.ts";
import { type DeliveriesSearch, failedSelection } from "./search.ts";

const RetryAllDialog = lazy(() => import("./retry-all-dialog.tsx"));

/** Offers to retry all that has failed and that the filters leave, where a recovery can take them. */
export default function RetryFiltered({ search }: { search: DeliveriesSearch }) {
  const { preferences } = useSession();
  const [selection, setSelection] = useState<Schemas["FailedSelection"] | null>(null);
  const choose = () => failedSelection(search, preferences.show_test_data ? "both" : "live", Date.now());
  if (choose() === null) return null;
  return (
    <>
      <Button size="xs" variant="default" mb="md" onClick={() => setSelection(choose())}>
        Retry all that match…
      </Button>
      {selection !== null && (
        <Suspense>
          <RetryAllDialog
            selection={selection}
            what="One more attempt of everything that the filters leave and that has failed, on this page and on all others."
            onClose={() => setSelection(null)}
          />
        </Suspense>
      )}
    </>
  );
}
