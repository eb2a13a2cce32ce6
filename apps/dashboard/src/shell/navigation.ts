/** A page that the sidebar leads to. */
export interface NavigationItem {
  to: "/channels/custom" | "/inventory" | "/orders" | "/clients";
  label: string;
}

/** The sidebar: groups of pages; a group without a name has no heading. */
export const navigation: readonly { group: string | null; items: readonly NavigationItem[] }[] = [
  { group: "Sales Channels", items: [{ to: "/channels/custom", label: "Custom Integration" }] },
  {
    group: "Dealership",
    items: [
      { to: "/inventory", label: "Inventory" },
      { to: "/orders", label: "Orders" },
      { to: "/clients", label: "Clients" },
    ],
  },
];
