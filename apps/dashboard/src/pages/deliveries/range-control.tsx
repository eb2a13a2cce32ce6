import { SegmentedControl } from "@mantine/core";

type Range = "24h" | "7d";

/** How far to look back. */
export function RangeControl({ range, onChange }: { range: Range; onChange: (range: Range) => void }) {
  return (
    <SegmentedControl
      aria-label="How far to look back"
      value={range}
      onChange={(value) => onChange(value === "7d" ? "7d" : "24h")}
      data={[
        { value: "24h", label: "24 hours" },
        { value: "7d", label: "7 days" },
      ]}
    />
  );
}
