import { useInterval } from "@mantine/hooks";
import { useState } from "react";
import { Moment } from "../../components/moment.tsx";
import { waitInWords } from "./words.ts";

/** When the next attempt is made, counting down. */
export function Countdown({ at }: { at: string }) {
  const [now, setNow] = useState(Date.now);
  useInterval(() => setNow(Date.now()), 1_000, { autoInvoke: true });
  const left = Date.parse(at) - now;
  // A timer that is read out each second would drown everything else: it is not a live region.
  return left <= 0 ? (
    <span>now</span>
  ) : (
    <span>
      in {waitInWords(left)} (<Moment at={at} />)
    </span>
  );
}
