import type { FullResult, Reporter, Suite } from "@playwright/test/reporter";

/**
 * Ends a run with the line that all runs of this repository end with: `N passed, N failed`. Tests that passed only at
 * their second try count as passed, and are named before it.
 */
export default class ClosingLine implements Reporter {
  #suite: Suite | null = null;

  onBegin(_config: unknown, suite: Suite): void {
    this.#suite = suite;
  }

  onEnd({ status }: FullResult): void {
    const tests = this.#suite?.allTests() ?? [];
    const flaky = tests.filter((test) => test.outcome() === "flaky");
    const passed = tests.filter((test) => test.outcome() === "expected").length + flaky.length;
    const failed = tests.filter((test) => test.outcome() === "unexpected").length;
    // What failed outside a test, or a run without any, must not look green.
    const failedOtherwise = failed === 0 && (status !== "passed" || passed === 0);
    for (const test of flaky) process.stdout.write(`passed at its second try: ${test.title}\n`);
    process.stdout.write(`${passed} passed, ${failedOtherwise ? 1 : failed} failed\n`);
  }
}
