import { NativeSelect, TextInput } from "@mantine/core";
import { SearchField } from "../../components/search-field.tsx";
import {
  type DeliveriesSearch,
  EVENT_TYPES,
  fromLocal,
  OUTCOMES,
  PERIODS,
  STATUSES,
  toLocal,
} from "./search.ts";
import { filterInWords } from "./words.ts";

const STATUS_WORDS: Readonly<Record<string, string>> = {
  delivered: "Delivered",
  pending: "Pending",
  failed: "Failed, will retry",
  dead_letter: "Dead letter",
  suppressed: "Suppressed",
  cancelled: "Cancelled",
};
const PERIOD_WORDS: Readonly<Record<string, string>> = {
  "1h": "Last hour",
  "24h": "Last 24 hours",
  "7d": "Last 7 days",
};

/** Changes of the URL; an empty text takes a filter out. */
export type Change = (next: { [Key in keyof DeliveriesSearch]?: string }) => void;

/** The filters of the list. All of them are in the URL. */
export function Filters({ search, onChange }: { search: DeliveriesSearch; onChange: Change }) {
  const isBetween = search.from !== undefined || search.to !== undefined;
  return (
    <div className="filters">
      <SearchField
        label="Search by id, or a text in the body"
        value={search.id ?? ""}
        onSearch={(id) => onChange({ id })}
      />
      <NativeSelect
        aria-label="Status"
        value={search.status ?? ""}
        onChange={({ currentTarget }) => onChange({ status: currentTarget.value })}
        data={[
          { value: "", label: "Any status" },
          ...STATUSES.map((value) => ({ value, label: STATUS_WORDS[value] ?? value })),
        ]}
      />
      <NativeSelect
        aria-label="Event type"
        value={search.type ?? ""}
        onChange={({ currentTarget }) => onChange({ type: currentTarget.value })}
        data={[{ value: "", label: "Any event type" }, ...EVENT_TYPES]}
      />
      <NativeSelect
        aria-label="Answer"
        value={search.outcome ?? ""}
        onChange={({ currentTarget }) => onChange({ outcome: currentTarget.value })}
        data={[
          { value: "", label: "Any answer" },
          // A cause leads here with one that is not offered.
          ...new Set([...OUTCOMES, ...(search.outcome === undefined ? [] : [search.outcome])]),
        ].map((each) => (typeof each === "string" ? { value: each, label: filterInWords(each) } : each))}
      />
      <NativeSelect
        aria-label="Time"
        value={isBetween ? "between" : (search.period ?? "")}
        onChange={({ currentTarget: { value } }) =>
          value === "between"
            ? onChange({ period: "", from: new Date(Date.now() - 86_400_000).toISOString() })
            : onChange({ period: value, from: "", to: "" })
        }
        data={[
          { value: "", label: "Last 30 days" },
          ...Object.keys(PERIODS).map((value) => ({ value, label: PERIOD_WORDS[value] ?? value })),
          { value: "between", label: "Between…" },
        ]}
      />
      {isBetween && (
        <>
          <TextInput
            type="datetime-local"
            label="From"
            value={toLocal(search.from)}
            onChange={({ currentTarget }) => onChange({ from: fromLocal(currentTarget.value) })}
          />
          <TextInput
            type="datetime-local"
            label="To"
            value={toLocal(search.to)}
            onChange={({ currentTarget }) => onChange({ to: fromLocal(currentTarget.value) })}
          />
        </>
      )}
    </div>
  );
}
