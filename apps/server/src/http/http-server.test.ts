import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readAnyError } from "../test/contract.ts";
import { createTestDealer, type TestDealer } from "../test/dealer.ts";
import { recordLog } from "../test/log.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { createHttpServer } from "./http-server.ts";

let server: TestServer;
let dealer: TestDealer;
beforeAll(async () => {
  server = await startTestServer();
  dealer = await createTestDealer(server);
});
afterAll(() => server.close());

const HOST = "Host: api.test\r\n";
const HEALTH = `GET /api/v1/health HTTP/1.1\r\n${HOST}\r\n`;
const health = (headers: string, version = "1.1") =>
  `GET /api/v1/health HTTP/${version}\r\n${headers}Connection: close\r\n\r\n`;
const post = (headers: string, body: string) =>
  `POST /api/v1/customers HTTP/1.1\r\n${HOST}Authorization: Bearer ${dealer.apiKey}\r\n` +
  `Content-Type: application/json\r\nIdempotency-Key: ${crypto.randomUUID()}\r\n${headers}\r\n${body}`;

function dial(port = Number(new URL(server.baseUrl).port)): Socket {
  return connect(port, "127.0.0.1").setEncoding("latin1");
}

/** All that comes back for these bytes, until the server closes the connection. */
async function answersTo(bytes: string, socket = dial()): Promise<Response[]> {
  socket.write(bytes, "latin1");
  let text = "";
  for await (const chunk of socket) text += chunk;
  return text
    .split(/(?=HTTP\/1\.1 \d{3} )/)
    .filter((each) => each !== "")
    .map(toResponse);
}

function toResponse(text: string): Response {
  const [head = "", body] = text.split("\r\n\r\n");
  const [status = "", ...lines] = head.split("\r\n");
  const headers = lines.map((line): [string, string] => {
    const at = line.indexOf(": ");
    return [line.slice(0, at), line.slice(at + 2)];
  });
  return new Response(body, { status: Number(status.split(" ")[1]), headers });
}

describe("what Node refuses by itself is answered like the rest:", () => {
  const cases: [name: string, bytes: () => string, message: string][] = [
    ["no HTTP at all", () => "\x16\x03\x01\x02\x00\r\n\r\n", "HTTP/1.1"],
    ["a method that there is not", () => `FETCH /api/v1/health HTTP/1.1\r\n${HOST}\r\n`, "HTTP/1.1"],
    ["a control character in a header", () => health(`${HOST}X-Name: a\0b\r\n`), "HTTP/1.1"],
    ["a header over two lines", () => health(`${HOST}X-Name: a\r\n b\r\n`), "HTTP/1.1"],
    ["two lengths", () => post("Content-Length: 2\r\nContent-Length: 3\r\n", "{}"), "HTTP/1.1"],
    [
      "a length and chunks",
      () => post("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", "0"),
      "HTTP/1.1",
    ],
    ["a chunk without a length", () => post("Transfer-Encoding: chunked\r\n", "zz\r\n{}\r\n"), "HTTP/1.1"],
    ["headers of 20 KB", () => health(`${HOST}X-Name: ${"a".repeat(20_000)}\r\n`), "16 KB"],
    ["a path of 20 KB", () => `GET /${"a".repeat(20_000)} HTTP/1.1\r\n${HOST}\r\n`, "16 KB"],
    ["no host", () => health(""), "Host"],
    ["two hosts", () => health(`${HOST}hOST: evil.example\r\n`), "Host"],
  ];
  it.each(cases)("%s", async (_name, bytes, message) => {
    const [answer, ...more] = await answersTo(bytes());
    expect(more).toEqual([]);
    expect(answer?.status).toBe(400);
    const { headers } = answer ?? new Response();
    expect(headers.get("x-api-version")).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("connection")).toBe("close");
    const error = await readAnyError(answer ?? new Response());
    expect(error).toMatchObject({ type: "validation_error", code: "invalid_request" });
    expect(error.request_id).toBe(headers.get("x-request-id"));
    expect(error.message).toContain(message);
  });

  it.each([
    ["HTTP/1.0 without a host", health("", "1.0")],
    ["an expectation that nobody knows", health(`${HOST}Expect: the-unexpected\r\n`)],
  ])("but %s is answered", async (_name, bytes) => {
    expect((await answersTo(bytes)).map(({ status }) => status)).toEqual([200]);
  });
});

describe("what cannot be read", () => {
  it("comes after the answers to earlier requests on its connection", async () => {
    const body = JSON.stringify({ email: "first@example.com" });
    const answers = await answersTo(
      `${HEALTH}${post(`Content-Length: ${body.length}\r\n`, body)}GARBAGE\r\n\r\n`,
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 201, 400]);
  });

  it("is not answered twice when it is the rest of a request that was refused already", async () => {
    const socket = dial();
    socket.write(`POST /api/v1/customers HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n`);
    const [refused] = await new Promise<[string]>((resolve) =>
      socket.once("data", (...data: [string]) => resolve(data)),
    );
    expect(refused).toContain("HTTP/1.1 401 ");
    expect(await answersTo("zz\r\n", socket)).toEqual([]);
  });
});

describe("what does not come in time", () => {
  const late = Object.assign(new Error("Request timeout"), { code: "ERR_HTTP_REQUEST_TIMEOUT" });

  /** A server whose every wait is over at once. */
  async function startImpatient() {
    const { log, lines } = recordLog();
    const observed: unknown[] = [];
    const observer = { answered: (request: unknown) => observed.push(request) };
    const options = { log, observer, docsBase: "https://docs.test", apiVersion: "2026-05-07" };
    const http = createHttpServer(({ socket }) => http.emit("clientError", late, socket), options);
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    const address = http.address();
    const port = typeof address === "object" ? address?.port : undefined;
    return { http, port, lines, observed };
  }

  it("is given up, and told of like every request", async () => {
    const { http, port, lines, observed } = await startImpatient();
    const [answer] = await answersTo(`POST / HTTP/1.1\r\n${HOST}Content-Length: 9\r\n\r\n`, dial(port));
    http.close();
    const { message, request_id } = await readAnyError(answer ?? new Response());
    expect(message).toContain("in time");
    const told = { operation: null, method: "_OTHER", status: 400, code: "invalid_request" };
    expect(observed).toEqual([expect.objectContaining({ ...told, requestId: request_id })]);
    expect(lines).toEqual(["info: request"]);
  });

  it("is given up without a word when nothing came", async () => {
    const { http, port, lines, observed } = await startImpatient();
    http.on("connection", (socket) => http.emit("clientError", late, socket));
    expect(await answersTo("", dial(port))).toEqual([]);
    http.close();
    expect([...lines, ...observed]).toEqual([]);
  });
});
