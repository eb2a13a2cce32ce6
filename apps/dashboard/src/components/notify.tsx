import { notifications } from "@mantine/notifications";
import { toProblem } from "../api/problem.ts";

const FAILURE_MS = 10_000;

/** Says for some seconds that something was done. */
export function notifyDone(message: string): void {
  notifications.show({ message, color: "teal", closeButtonProps: { "aria-label": "Close" } });
}

/** Says that something was not done: what happened, what to do next, and the request id. */
export function notifyFailure(error: unknown): void {
  const { message, advice, requestId } = toProblem(error);
  notifications.show({
    title: message,
    message: [advice, requestId === null ? "" : `Request id: ${requestId}`].join(" ").trim(),
    color: "red",
    autoClose: FAILURE_MS,
    role: "alert",
    closeButtonProps: { "aria-label": "Close" },
  });
}
