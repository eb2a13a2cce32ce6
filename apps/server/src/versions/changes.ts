import type { VersionChange } from "./version-change.ts";

/** Every breaking change since the first version, the oldest first. So far there is only one version. */
export const versionChanges: readonly VersionChange[] = [];
