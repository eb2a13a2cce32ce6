import type { HookRequest, Hooks } from "./hooks.ts";
import { type Logger, loggingHooks } from "./logger.ts";
import type { ClientOptions } from "./options.ts";

type Watching = "onResponse" | "onRetry" | "onError";

/** The hooks of the caller, and the log as one more set of them. */
export class Observers {
  readonly #all: readonly Hooks[];
  readonly #logger: Pick<Logger, "error">;

  constructor({ hooks, logger, logLevel = "warn" }: Pick<ClientOptions, "hooks" | "logger" | "logLevel">) {
    this.#all = [hooks ?? [], logger ? loggingHooks(logger, logLevel) : []].flat();
    this.#logger = logger ?? console;
  }

  /** Whether there is somebody to tell. */
  get any(): boolean {
    return this.#all.length > 0;
  }

  /** Tells of an attempt. What a hook throws ends the call. */
  async request(request: HookRequest): Promise<void> {
    for (const hooks of this.#all) await hooks.onRequest?.(request);
  }

  /** Tells of anything else. What a hook throws is only reported, since what it tells of has happened. */
  async tell<Name extends Watching>(
    name: Name,
    about: Parameters<NonNullable<Hooks[Name]>>[0],
  ): Promise<void> {
    for (const hooks of this.#all) {
      // Safe: `about` is what the hook of this name takes; TypeScript does not follow that through the union.
      const hook = hooks[name] as ((about: unknown) => void | Promise<void>) | undefined;
      try {
        await hook?.call(hooks, about);
      } catch (error) {
        try {
          this.#logger.error(`WatchTraderHub hook ${name} failed`, { error });
        } catch {
          // Nor does a log that is broken change anything.
        }
      }
    }
  }
}
