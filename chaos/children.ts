import type { ChildProcess } from "node:child_process";

const children = new Set<ChildProcess>();

/** Has a child process killed when this one exits, so that a run that is broken off leaves none behind. */
export function endWithUs(child: ChildProcess): void {
  if (children.size === 0) process.once("exit", endAll);
  children.add(child);
  child.once("exit", () => {
    children.delete(child);
    if (children.size === 0) process.off("exit", endAll);
  });
}

function endAll(): void {
  for (const child of children) child.kill("SIGKILL");
}
