import { Badge } from "@mantine/core";

// Darker than the library's darkest: white on them has the contrast of WCAG 2.2 AA.
const GREEN = "#1f7a34";
const ORANGE = "#b23c0c";

/** Every status that a badge can show: its words, and its colour, which only repeats them. */
const STATUSES = {
  // The integration
  disabled: { words: "Disabled", color: "gray.7" },
  test_mode: { words: "Test mode", color: "yellow.5" },
  live: { words: "Live", color: GREEN },
  // Deliveries
  delivered: { words: "Delivered", color: GREEN },
  pending: { words: "Pending", color: "blue.9" },
  failed: { words: "Failed, will retry", color: ORANGE },
  dead_letter: { words: "Dead letter", color: "red.9" },
  suppressed: { words: "Suppressed", color: "gray.7" },
  cancelled: { words: "Cancelled", color: "gray.7" },
  // Listings and orders
  active: { words: "Active", color: GREEN },
  sold: { words: "Sold", color: "grape.9" },
  fulfilled: { words: "Fulfilled", color: GREEN },
  // Rows of any list
  test: { words: "Test", color: "yellow.5" },
} as const;

/** A status that {@link StatusBadge} knows. */
export type Status = keyof typeof STATUSES;

/** A status in words, with a colour. */
export function StatusBadge({ status }: { status: Status }) {
  const { words, color } = STATUSES[status];
  return (
    <Badge color={color} radius="sm" style={{ flexShrink: 0 }}>
      {words}
    </Badge>
  );
}
