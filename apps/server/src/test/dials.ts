import { createHook } from "node:async_hooks";

/** What this process has tried to connect to since the recording began, TLS or not, in order. */
export interface Dials {
  /** Such as `127.0.0.1:443` or `::1:443`. */
  addresses(): string[];
  /** Forgets them. */
  clear(): void;
  stop(): void;
}

/** Begins to write down the addresses that are really dialled: what a name led to, whoever resolved it. */
export function recordDials(): Dials {
  const requests: object[] = [];
  // Node makes one such resource for each address that it hands to connect(2), and then notes the address on it.
  const hook = createHook({
    init: (_id, type, _trigger, resource) => {
      if (type === "TCPCONNECTWRAP") requests.push(resource);
    },
  }).enable();
  return {
    addresses: () =>
      requests.map((request) => `${Reflect.get(request, "address")}:${Reflect.get(request, "port")}`),
    clear: () => {
      requests.length = 0;
    },
    stop: () => hook.disable(),
  };
}
