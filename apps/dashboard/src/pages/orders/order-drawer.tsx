import { Drawer } from "@mantine/core";
import { NewOrder } from "./new-order.tsx";
import { OrderDetails } from "./order-details.tsx";

/** What is open beside the list. */
interface OrderDrawerProps {
  /** The id of an order, or `new`; undefined: the drawer is closed. */
  id: string | undefined;
  onClose: () => void;
  onOpen: (id: string) => void;
}

/** An order, or a new one, beside the list. */
export default function OrderDrawer({ id, onClose, onOpen }: OrderDrawerProps) {
  return (
    <Drawer
      opened={id !== undefined}
      onClose={onClose}
      title={id === "new" ? "Add order" : "Order"}
      size="lg"
    >
      {id === "new" && <NewOrder onAdded={onOpen} />}
      {id !== undefined && id !== "new" && <OrderDetails key={id} id={id} />}
    </Drawer>
  );
}
