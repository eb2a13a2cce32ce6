import "@mantine/charts/styles.css";
import { BarChart, LineChart } from "@mantine/charts";
import { Center, Group, Loader, NativeSelect, Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { api, type Schemas } from "../../api/client.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { RangeControl } from "./range-control.tsx";
import { EVENT_TYPES } from "./search.ts";
import { TypesTable } from "./types-table.tsx";
import { durationInWords } from "./words.ts";

const FRESH_MS = 60_000;
const HEIGHT = 220;
/** What is hidden from who does not see is not reached by the keyboard either. */
const UNREACHABLE = { accessibilityLayer: false };

/** In the order of the series, and not of their names. */
const LEGEND = { itemSorter: null };

type Hour = Schemas["DeliveryHour"];

/** How deliveries go: volume, success rate and latency by the hour, of all types or of one, and each type beside the others. */
export default function Charts() {
  const [range, setRange] = useState<"24h" | "7d">("24h");
  const [type, setType] = useState<Schemas["EventType"] | undefined>(undefined);
  const query = type === undefined ? { range } : { range, type };
  const { data, error, refetch } = api.useQuery(
    "get",
    "/delivery_stats",
    { params: { query } },
    { staleTime: FRESH_MS, refetchInterval: FRESH_MS, placeholderData: (previous) => previous },
  );
  return (
    <Stack>
      <Group>
        <RangeControl range={range} onChange={setRange} />
        <NativeSelect
          aria-label="Event type"
          value={type ?? ""}
          onChange={({ currentTarget }) => setType(EVENT_TYPES.find((each) => each === currentTarget.value))}
          data={[{ value: "", label: "Any event type" }, ...EVENT_TYPES]}
        />
      </Group>
      {error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && (
        <Center mih={3 * HEIGHT}>
          <Loader aria-label="Loading the charts" />
        </Center>
      )}
      {data !== undefined && <ChartsOf hours={data.hours} isLong={data.range === "7d"} />}
      {data !== undefined && data.types.length > 0 && <TypesTable types={data.types} range={data.range} />}
    </Stack>
  );
}

function ChartsOf({ hours, isLong }: { hours: readonly Hour[]; isLong: boolean }) {
  const format = new Intl.DateTimeFormat(undefined, {
    ...(isLong ? { weekday: "short" } : {}),
    hour: "2-digit",
    minute: "2-digit",
  });
  const rows = hours.map((hour) => {
    const judged = hour.delivered + hour.failed + hour.dead_letter;
    return {
      hour: format.format(new Date(hour.hour)),
      Delivered: hour.delivered,
      Failed: hour.failed,
      "Dead letter": hour.dead_letter,
      "Success rate": judged === 0 ? null : Math.round((hour.delivered / judged) * 1_000) / 10,
      Median: hour.latency_p50_ms,
      "95 of 100": hour.latency_p95_ms,
      "99 of 100": hour.latency_p99_ms,
    };
  });
  const shared = { h: HEIGHT, data: rows, dataKey: "hour", withLegend: true, legendProps: LEGEND } as const;
  return (
    <>
      <Text>{summary(hours)}</Text>
      <Figure title="Deliveries by the hour">
        <BarChart
          {...shared}
          type="stacked"
          barChartProps={UNREACHABLE}
          yAxisProps={{ allowDecimals: false }}
          series={[
            { name: "Delivered", color: "green.7" },
            { name: "Failed", color: "orange.7" },
            { name: "Dead letter", color: "red.8" },
          ]}
        />
      </Figure>
      <Figure title="Success rate">
        <LineChart
          {...shared}
          unit=" %"
          yAxisProps={{ domain: [0, 100] }}
          connectNulls={false}
          lineChartProps={UNREACHABLE}
          series={[{ name: "Success rate", color: "green.7" }]}
        />
      </Figure>
      <Figure title="Time of the first attempt">
        <LineChart
          {...shared}
          unit=" ms"
          connectNulls={false}
          lineChartProps={UNREACHABLE}
          series={[
            { name: "Median", color: "indigo.6" },
            { name: "95 of 100", color: "grape.6" },
            { name: "99 of 100", color: "orange.7" },
          ]}
        />
      </Figure>
    </>
  );
}

/** A chart; what is in it, those who do not see it are told by the sentence above all of them. */
function Figure({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <Title order={3} size="h5" mb="xs">
        {title}
      </Title>
      <div aria-hidden>{children}</div>
    </section>
  );
}

function summary(hours: readonly Hour[]): string {
  const sum = (of: (hour: Hour) => number) => hours.reduce((total, hour) => total + of(hour), 0);
  const [total, delivered] = [sum((hour) => hour.total), sum((hour) => hour.delivered)];
  const judged = delivered + sum((hour) => hour.failed + hour.dead_letter);
  if (total === 0) return "There were no deliveries in this time.";
  const medians = hours.flatMap(({ latency_p50_ms: ms }) => (ms === null ? [] : [ms])).sort((a, b) => a - b);
  const middle = medians[Math.floor(medians.length / 2)];
  return [
    `${total.toLocaleString()} deliveries`,
    judged === 0 ? "" : `${((delivered / judged) * 100).toFixed(1)} % of those that were tried are delivered`,
    middle === undefined ? "" : `the median of a typical hour is ${durationInWords(middle)}`,
  ]
    .filter((part) => part !== "")
    .join("; ")
    .concat(".");
}
