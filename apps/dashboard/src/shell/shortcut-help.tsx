import { Kbd, Modal, Table } from "@mantine/core";

const SHORTCUTS: readonly [keys: readonly string[], does: string][] = [
  [["/"], "Go to the search of the page"],
  [["↓", "↑"], "Walk through the rows of a list, also from the search"],
  [["Enter"], "Open the row"],
  [["Esc"], "Close what is open; in the search, empty it"],
  [["?"], "Show these shortcuts"],
];

/** The keys that every page knows. */
export default function ShortcutHelp({ onClose }: { onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Keyboard shortcuts" centered>
      <Table>
        <Table.Tbody>
          {SHORTCUTS.map(([keys, does]) => (
            <Table.Tr key={does}>
              <Table.Th scope="row">
                {keys.map((key) => (
                  <Kbd key={key} mr={4}>
                    {key}
                  </Kbd>
                ))}
              </Table.Th>
              <Table.Td>{does}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
