import { useInterval } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";

const UNITS = [
  [86_400, "d"],
  [3_600, "h"],
  [60, "min"],
  [1, "s"],
] as const;

/** A time in words: its two largest units, as in `23 h 59 min`. @param ms of it. */
export function inWords(ms: number): string {
  let seconds = Math.max(0, Math.ceil(ms / 1000));
  const parts: string[] = [];
  for (const [size, unit] of UNITS) {
    const count = Math.floor(seconds / size);
    seconds -= count * size;
    if (count > 0 || (parts.length > 0 && parts.length < 2)) parts.push(`${count} ${unit}`);
  }
  return parts.slice(0, 2).join(" ") || "0 s";
}

/** What is counted down to. */
export interface CountdownProps {
  /** The moment, by the server's clock. */
  to: string;
  /** The server's time when it said so: the browser's clock may be wrong. */
  asOf: string;
  /** The moment has come. */
  onEnd: () => void;
}

/** The time that is left, second by second. */
export function Countdown({ to, asOf, onEnd }: CountdownProps) {
  const left = Date.parse(to) - Date.parse(asOf);
  // The moment by this browser's clock; each answer of the server corrects it.
  const [end, setEnd] = useState(() => Date.now() + left);
  const [now, setNow] = useState(() => Date.now());
  const hasEnded = useRef(false);
  useEffect(() => {
    setEnd(Date.now() + left);
    setNow(Date.now());
    hasEnded.current = false;
  }, [left]);
  useInterval(() => setNow(Date.now()), 1_000, { autoInvoke: true });
  useEffect(() => {
    if (now < end || hasEnded.current) return;
    hasEnded.current = true;
    onEnd();
  }, [now, end, onEnd]);
  return (
    <time dateTime={to} data-testid="countdown">
      {inWords(end - now)}
    </time>
  );
}
