import { createServer } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ApiError } from "./errors.ts";
import { parseJson, readBody } from "./read-body.ts";

// Through a bare server, so that the limit is small and what is thrown can be seen.
const LIMIT = 1024;
const thrown: unknown[] = [];
const server = createServer(async (request, response) => {
  try {
    const body = await readBody(request, LIMIT);
    response.end(
      JSON.stringify(parseJson(body, request.headers["content-type"], request.headers["content-encoding"])),
    );
  } catch (error) {
    thrown.push(error);
    response.statusCode = error instanceof ApiError ? error.status : 500;
    response.end(error instanceof ApiError ? error.code : String(error));
  }
});
let url = "";
let port = 0;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  port = typeof address === "object" && address !== null ? address.port : 0;
  url = `http://127.0.0.1:${port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function post(
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = { "content-type": "application/json" },
) {
  const response = await fetch(url, { method: "POST", body, headers });
  return { status: response.status, text: await response.text() };
}

describe("reading a body", () => {
  it.each([
    ["broken JSON", "{", { "content-type": "application/json" }, 400, "invalid_json"],
    ["no JSON at all", "", { "content-type": "application/json" }, 400, "invalid_json"],
    [
      "another media type",
      "a=b",
      { "content-type": "application/x-www-form-urlencoded" },
      415,
      "unsupported_media_type",
    ],
    [
      "a media type that only begins alike",
      "{}",
      { "content-type": "application/jsonp" },
      415,
      "unsupported_media_type",
    ],
    [
      "a compressed body",
      "{}",
      { "content-type": "application/json", "content-encoding": "gzip" },
      415,
      "unsupported_media_type",
    ],
    [
      "one byte too many",
      JSON.stringify("x".repeat(LIMIT - 1)),
      { "content-type": "application/json" },
      413,
      "payload_too_large",
    ],
  ])("refuses %s", async (_name, body, headers, status, code) => {
    expect(await post(body, headers)).toEqual({ status, text: code });
  });

  it("refuses bytes that are not UTF-8", async () => {
    expect(await post(new Uint8Array([0x22, 0xff, 0x22]))).toEqual({ status: 400, text: "invalid_json" });
  });

  it("takes a body of exactly the limit, and a charset beside the type", async () => {
    const body = JSON.stringify("x".repeat(LIMIT - 2));
    expect(await post(body, { "content-type": "Application/JSON; charset=utf-8" })).toEqual({
      status: 200,
      text: body,
    });
  });

  it("takes a caller that hangs up for a broken request, and not for a fault of the server", async () => {
    const before = thrown.length;
    const socket = connect(port, "127.0.0.1");
    socket.write(
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"a":',
    );
    await new Promise<void>((resolve) => server.once("request", () => resolve()));
    socket.destroy();
    await expect.poll(() => thrown.slice(before)).toEqual([expect.any(ApiError)]);
    expect(thrown.at(-1)).toMatchObject({ code: "invalid_request", status: 400 });
  });

  it("answers a client that never stops sending", async () => {
    const socket = connect(port, "127.0.0.1");
    socket.write(
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
    );
    const chunk = `400\r\n${"x".repeat(1024)}\r\n`;
    const timer = setInterval(() => socket.write(chunk), 5);
    const answer = await new Promise<string>((resolve) =>
      socket.once("data", (data) => resolve(data.toString())),
    );
    clearInterval(timer);
    socket.destroy();
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
  });
});
