/** A page that the sidebar leads to. */
export interface NavigationItem {
  to: "/channels/custom" | "/inventory" | "/orders" | "/clients" | "/partners";
  label: string;
}

/** Pages under one heading. */
export interface NavigationGroup {
  /** Without a name there is no heading. */
  group: string | null;
  items: readonly NavigationItem[];
  /** Only superadmins see it. */
  forSuperadmins?: true;
}

/** The sidebar: groups of pages. */
export const navigation: readonly NavigationGroup[] = [
  { group: "Sales Channels", items: [{ to: "/channels/custom", label: "Custom Integration" }] },
  {
    group: "Dealership",
    items: [
      { to: "/inventory", label: "Inventory" },
      { to: "/orders", label: "Orders" },
      { to: "/clients", label: "Clients" },
    ],
  },
  { group: "Platform", items: [{ to: "/partners", label: "Partners" }], forSuperadmins: true },
];
