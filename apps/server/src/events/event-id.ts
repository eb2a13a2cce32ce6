const EVENT_ID = /^evt_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/;

/** The id as the API shows it: `evt_` + 32 hex digits. The database keeps it as a UUID. */
export function formatEventId(uuid: string): string {
  return `evt_${uuid.replaceAll("-", "")}`;
}

/** The database's UUID of an `evt_…` id; null when it is not one. */
export function parseEventId(id: string): string | null {
  const match = EVENT_ID.exec(id);
  return match === null ? null : match.slice(1).join("-");
}
