import { Table } from "@mantine/core";
import type { ReactNode } from "react";

/** What is known, as a table of two columns. @param props.nameWidth of the first, as CSS or in px. */
export function Facts({
  facts,
  nameWidth = "40%",
}: {
  facts: readonly (readonly [name: string, fact: ReactNode])[];
  nameWidth?: string | number;
}) {
  return (
    <Table variant="vertical" layout="fixed" className="break-anywhere">
      <Table.Tbody>
        {facts.map(([name, fact]) => (
          <Table.Tr key={name}>
            <Table.Th scope="row" w={nameWidth}>
              {name}
            </Table.Th>
            <Table.Td>{fact}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
