import { createServer } from "node:net";
import { expect, it } from "vitest";
import { assertPortFree } from "./port.ts";

const listen = async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return { port: address.port, close: () => new Promise((resolve) => server.close(resolve)) };
};

it("lets a free port pass", async () => {
  const { port, close } = await listen();
  await close();
  await assertPortFree("127.0.0.1", port);
});

it("says how to choose another when it is taken", async () => {
  const { port, close } = await listen();
  await expect(assertPortFree("127.0.0.1", port, "WTH_METRICS_PORT")).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is taken. Stop what uses it, or choose another, for example: WTH_METRICS_PORT=${port + 1} npm start`,
  );
  await close();
});

it("names HOST when the machine does not have the address", async () => {
  await expect(assertPortFree("192.0.2.1", 3000)).rejects.toThrow(
    "This machine has no address 192.0.2.1 to listen on. Set HOST to one of its own: 127.0.0.1, or 0.0.0.0 for all.",
  );
});
