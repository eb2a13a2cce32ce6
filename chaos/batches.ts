/** Which event of which batch: what a writer puts into the event, and finds again in the database. */
export interface Place {
  /** Unique: the writer's name and a number. */
  batch: string;
  /** From 0. */
  index: number;
  /** The number of events in the batch. */
  size: number;
}

/** An event's message: its place, and something to make it longer. */
export function messageOf({ batch, index, size }: Place, padding: string): string {
  return `${batch}/${index}/${size} ${padding}`;
}

/** The place that a message names. @throws {Error} when it names none. */
export function placeOf(message: string): Place {
  const [batch, index, size] = message.split(" ")[0]?.split("/") ?? [];
  if (batch === undefined || index === undefined || size === undefined)
    throw new Error(`No writer wrote the message "${message.slice(0, 60)}".`);
  return { batch, index: Number(index), size: Number(size) };
}
