import { Alert } from "@mantine/core";
import { useSession } from "../session/session.ts";

/** On every page while the integration is in test mode. */
export function TestModeBanner() {
  const { integration, preferences } = useSession();
  if (!integration.is_test_mode) return null;
  return (
    <Alert color="yellow.5" variant="filled" autoContrast mb="md" role="status">
      {preferences.show_test_data
        ? "Custom Integration is in test mode. Test orders, sales, and clients are shown with a TEST badge."
        : "Custom Integration is in test mode. Test orders, sales, and clients are hidden from your dashboard."}
    </Alert>
  );
}
