import newman from "newman";

// newman asks the environment for a proxy, and would send it what is for this machine.
process.env.NO_PROXY = "127.0.0.1";

/** What a run of a collection came to. */
export interface CollectionRun {
  /** The names of the requests that were sent, in their order, with the status of the answer. */
  readonly sent: readonly { name: string; status: number }[];
  /** What failed: a test, a script or a request. */
  readonly failures: readonly string[];
  /** How many tests passed or failed. */
  readonly tests: number;
  /** What the scripts said on the console. */
  readonly lines: readonly string[];
}

/**
 * Runs a collection from top to bottom as Postman would, with newman.
 *
 * @param collection as it was imported.
 * @param variables what its user has set.
 */
export async function runCollection(
  collection: object,
  variables: Readonly<Record<string, string>>,
): Promise<CollectionRun> {
  const lines: string[] = [];
  const envVar = Object.entries(variables).map(([key, value]) => ({ key, value }));
  const summary = await new Promise<newman.NewmanRunSummary>((resolve, reject) => {
    newman
      .run({ collection, envVar, reporters: [] }, (error, done) => (error ? reject(error) : resolve(done)))
      .on("console", (_error, { messages }: { messages: unknown[] }) => lines.push(messages.join(" ")));
  });
  const { executions, failures, stats } = summary.run;
  return {
    sent: executions
      .filter(({ response }) => response !== undefined)
      .map(({ item, response }) => ({ name: item.name, status: response.code })),
    failures: failures.map(({ source, error }) => `${source?.name ?? "the collection"}: ${error.message}`),
    tests: stats.assertions.total ?? 0,
    lines,
  };
}
