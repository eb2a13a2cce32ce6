import { Drawer } from "@mantine/core";
import { ItemEditor } from "./item-editor.tsx";

/** A watch, or a new one, beside the list. @param props.id of the watch, or `new`; undefined: the drawer is closed. */
export default function ItemDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  return (
    <Drawer
      opened={id !== undefined}
      onClose={onClose}
      title={id === "new" ? "Add watch" : "Watch"}
      size="lg"
    >
      {id !== undefined && <ItemEditor key={id} id={id} onClose={onClose} />}
    </Drawer>
  );
}
