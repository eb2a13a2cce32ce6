import { useDocumentVisibility } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";

const STREAM = "/dashboard/api/delivery_stream";
/** Without a stream the server is asked this often. */
const POLL_MS = 5_000;
/** And the stream is tried again this much later. */
const TRY_AGAIN_MS = 30_000;

/** How the page hears of changes. */
export type Connection = "live" | "polling";

/**
 * Tells when something may have changed in the deliveries: by the server's stream, or, where that cannot be had, from time to
 * time. Nothing while the window is not seen; once when it is again.
 *
 * @param key another key opens another stream: what it tells of depends on the dealer's preferences.
 */
export function useChanges(key: string, onChange: () => void): Connection {
  const [connection, setConnection] = useState<Connection>("live");
  const visibility = useDocumentVisibility();
  const told = useRef(onChange);
  useEffect(() => {
    told.current = onChange;
  });
  // Another key is another stream.
  useEffect(() => {
    if (visibility === "hidden") return;
    const tell = () => told.current();
    let stream: EventSource | null = null;
    let timers: number[] = [];
    const stop = () => {
      stream?.close();
      for (const timer of timers) window.clearInterval(timer);
      timers = [];
    };
    const poll = () => {
      stop();
      setConnection("polling");
      timers = [window.setInterval(tell, POLL_MS), window.setTimeout(listen, TRY_AGAIN_MS)];
    };
    const listen = () => {
      stop();
      stream = new EventSource(STREAM);
      stream.addEventListener("open", () => setConnection("live"));
      stream.addEventListener("changed", tell);
      // The session has ended, which the next question finds out, or the server stops for a while.
      stream.addEventListener("end", poll);
      stream.addEventListener("error", () => {
        // Else the browser is just trying again by itself.
        if (stream?.readyState === EventSource.CLOSED) poll();
      });
    };
    listen();
    return stop;
  }, [visibility, key]);
  return connection;
}
