/** The one event that is delivered whatever is subscribed to. */
export const ALWAYS_DELIVERED = "integration.test_event";

/** Everything. */
export const EVERYTHING = "*";

/** The subscription to all events of a type's namespace: `listing.*`. */
export function namespaceOf(type: string): string {
  return `${type.split(".")[0]}.*`;
}

/** Whether a subscription takes in events of a type. */
export function matches(subscription: string, type: string): boolean {
  return [EVERYTHING, namespaceOf(type), type].includes(subscription);
}

/** The types that are delivered to who has these subscriptions. */
export function deliveredTypes(subscriptions: readonly string[], types: readonly string[]): string[] {
  return types.filter(
    (type) => type === ALWAYS_DELIVERED || subscriptions.some((subscription) => matches(subscription, type)),
  );
}

/** The namespaces of types, each with its types, in the order in which they first come. */
export function namespacesOf(types: readonly string[]): [namespace: string, types: string[]][] {
  const namespaces = new Map<string, string[]>();
  for (const type of types) {
    const namespace = namespaceOf(type);
    namespaces.set(namespace, [...(namespaces.get(namespace) ?? []), type]);
  }
  return [...namespaces];
}

/**
 * Ticks a subscription, or takes its tick away. What it takes in with itself is no longer named beside it.
 *
 * @returns the subscriptions as they are then; empty when none is left, which cannot be saved.
 */
export function toggle(subscriptions: readonly string[], subscription: string): string[] {
  if (subscriptions.includes(subscription)) return subscriptions.filter((each) => each !== subscription);
  if (subscription === EVERYTHING) return [EVERYTHING];
  return [...subscriptions.filter((each) => !matches(subscription, each)), subscription];
}

/** Whether two choices are the same, whatever their order. */
export function areEqual(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each) => other.includes(each));
}
