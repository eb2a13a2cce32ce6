import type { OperationId } from "@wth/contract";

/** A pure function from one version's form of a value to a neighbour's. It never changes what it is given. */
export type Transform = (value: unknown) => unknown;

/** What became of one thing between a version and the one before it. */
export interface Edit {
  /** Requests: from the form of the version before to this version's. */
  readonly up?: Transform;
  /** Responses and events: from this version's form to that of the version before. */
  readonly down?: Transform;
  /** The field's name before and in this version, so that errors can name it as the caller knows it. */
  readonly renamed?: readonly [before: string, now: string];
}

/**
 * One breaking change of the API, and all that the server has to know about it. Handlers and events are written for
 * the newest version; for an integration that is pinned to an older one, requests go up through the changes made
 * since, and responses and events come down.
 */
export interface VersionChange {
  /** The dated version that introduced it (`YYYY-MM-DD`). */
  readonly version: string;
  /** For the changelog: what integrations have to do when they move to this version. */
  readonly description: string;
  /**
   * By the name of a component schema: applied wherever a body holds one, be it the whole of it, an item of a list, or
   * deep inside an event. `up` is for schemas of requests, under their name in the version before; `down` for schemas
   * of responses and events, under their name in this one.
   */
  readonly schemas?: Readonly<Record<string, readonly Edit[]>>;
  /** By operation: applied to its query parameters, as one object. Parameters with a schema above need nothing here. */
  readonly queries?: Readonly<Partial<Record<OperationId, readonly Edit[]>>>;
}
