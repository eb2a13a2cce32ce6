/** Wakes one waiting loop. A signal raised while nobody waits is kept for the next {@link Signal.wait}. */
export class Signal {
  #raised = false;
  #release: (() => void) | null = null;

  /** Ends the current wait, or the next one at once. */
  raise(): void {
    this.#raised = true;
    this.#release?.();
  }

  /** Resolves when raised, or after `timeoutMs`, and lowers the signal. */
  async wait(timeoutMs: number): Promise<void> {
    if (!this.#raised) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, timeoutMs);
        this.#release = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#release = null;
    }
    this.#raised = false;
  }
}
