import { Center, Loader } from "@mantine/core";
import { lazy, Suspense } from "react";
import { ProblemAlert } from "../../../components/problem-alert.tsx";
import { useSession } from "../../../session/session.ts";
import { useIntegration } from "../integration.ts";

// One of the two is shown: the steps at the beginning, the overview ever after.
const Wizard = lazy(() => import("../wizard/wizard.tsx"));
const Overview = lazy(() => import("./overview.tsx"));

/** The first tab: the steps of the set-up until they are done, then how it goes. */
export function OverviewTab() {
  const { data: integration, error, refetch } = useIntegration();
  const { dealer } = useSession();
  const loader = (
    <Center mih={200}>
      <Loader aria-label="Loading the integration" />
    </Center>
  );
  if (integration === undefined) {
    return error === null ? loader : <ProblemAlert error={error} onRetry={() => void refetch()} />;
  }
  // Without the plan there is nothing to set up; what was set up before is still to be seen.
  const isWizard = !integration.is_set_up && dealer.plan !== "starter";
  return (
    <Suspense fallback={loader}>
      {isWizard ? <Wizard integration={integration} /> : <Overview integration={integration} />}
    </Suspense>
  );
}
