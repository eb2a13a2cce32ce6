import { EmbeddedPostgresError, hasCode } from "./errors.ts";
import { layoutOf } from "./layout.ts";
import { readPostmasterFile, servesCluster } from "./postmaster.ts";
import { connectionUrl } from "./supervisor.ts";

/**
 * The connection URL of the embedded database that another process runs on this data folder, or null when none
 * is running and ready there.
 *
 * @throws EmbeddedPostgresError when the data folder belongs to another user.
 */
export async function findRunningEmbedded(dataDir: string): Promise<string | null> {
  const layout = layoutOf(dataDir);
  try {
    const file = readPostmasterFile(layout.cluster);
    if (file === null || !file.ready || file.port === null || !servesCluster(file, layout.cluster))
      return null;
    return connectionUrl(layout, file.port);
  } catch (cause) {
    if (!hasCode(cause, "EACCES")) throw cause;
    throw new EmbeddedPostgresError(
      `The data folder ${layout.root} belongs to another user. Run this as the user that runs the server.`,
      { cause },
    );
  }
}
