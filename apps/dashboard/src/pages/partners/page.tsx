import { Center, Loader, Stack, Text } from "@mantine/core";
import { api } from "../../api/client.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useSession } from "../../session/session.ts";
import { PartnerSection } from "./partner-section.tsx";

/** The partners of all branches: their keys, to make and to revoke, and what is registered with these. For superadmins. */
export function PartnersPage() {
  const { dealer } = useSession();
  return (
    <>
      <PageHeader title="Partners" />
      {dealer.is_superadmin ? (
        <PartnerList />
      ) : (
        <EmptyState title="For superadmins only">
          Partners and their keys belong to no dealer. Ask the operator, who makes superadmins.
        </EmptyState>
      )}
    </>
  );
}

function PartnerList() {
  const { data, error, isPending, refetch } = api.useQuery("get", "/partners");
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (isPending) {
    return (
      <Center mih={200}>
        <Loader aria-label="Loading the partners" />
      </Center>
    );
  }
  if (data.data.length === 0) {
    return (
      <EmptyState title="No partners yet">
        The operator creates them with ops partner create, and puts dealers into their branches with ops
        dealer set-branch.
      </EmptyState>
    );
  }
  return (
    <Stack>
      <Text size="sm" maw={640}>
        Third parties, with keys for the Partner API. A branch key covers every dealer of the branch, a
        personal key those of one user; a public key only reads offers.
      </Text>
      {data.data.map((partner) => (
        <PartnerSection key={partner.id} partner={partner} />
      ))}
    </Stack>
  );
}
