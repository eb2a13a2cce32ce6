import { describe, expect, it } from "vitest";
import { checkEndpointUrl, EndpointUrlError } from "./endpoint-url.ts";

const PRODUCTION = false;
const DEVELOPMENT = true;

const NOT_A_URL = "This is not a URL. Use one such as https://example.com/webhooks/wth.";
const NOT_HTTPS = "The URL must use https.";
const CREDENTIALS = "The URL must not hold a user name or password: deliveries are signed instead.";
const TOO_LONG = "The URL is longer than 2000 characters.";
const notPublic = (host: string) =>
  `${host} is not a public address. Use a host that is reachable from the internet.`;
const badPort = (port: number) => `Port ${port} is not allowed. Use 443, 80, or one from 8000 to 9999.`;

/** A URL of exactly this many characters. */
const ofLength = (length: number) => "https://example.com/".padEnd(length, "x");

describe.each([
  ["production", PRODUCTION],
  ["development", DEVELOPMENT],
])("in %s", (_mode, allowInsecure) => {
  it.each([
    ["https://example.com", "https://example.com/"],
    ["https://example.com/webhooks/wth", "https://example.com/webhooks/wth"],
    ["HTTPS://Example.COM:443/Hook", "https://example.com/Hook"],
    ["https://example.com/a?b=c", "https://example.com/a?b=c"],
    ["https://example.com/a?b=c#fragment", "https://example.com/a?b=c"],
    ["https://example.com/#", "https://example.com/"],
    ["https://example.com./hook", "https://example.com./hook"],
    ["https://bücher.example/é", "https://xn--bcher-kva.example/%C3%A9"],
    ["https://example.com:80/", "https://example.com:80/"],
    ["https://example.com:8000/", "https://example.com:8000/"],
    ["https://example.com:9999/", "https://example.com:9999/"],
    ["https://8.8.8.8/", "https://8.8.8.8/"],
    ["https://134744072/", "https://8.8.8.8/"],
    ["https://[2606:4700:4700::1111]/", "https://[2606:4700:4700::1111]/"],
    ["https://localhost.example.com/", "https://localhost.example.com/"],
    ["https://notlocalhost/", "https://notlocalhost/"],
    ["https://10.example.com/", "https://10.example.com/"],
    [ofLength(2_000), ofLength(2_000)],
  ])("accepts %.60s", (text, href) => {
    expect(checkEndpointUrl(text, allowInsecure)).toBe(href);
  });

  it.each([
    ["", NOT_A_URL],
    ["example.com", NOT_A_URL],
    ["//example.com/", NOT_A_URL],
    ["/webhooks", NOT_A_URL],
    ["https://", NOT_A_URL],
    ["https://exa mple.com/", NOT_A_URL],
    ["https://example.com:65536/", NOT_A_URL],
    ["https://256.1.1.1/", NOT_A_URL],
    ["https://[fe80::1%25eth0]/", NOT_A_URL],
    ["ftp://example.com/", NOT_HTTPS],
    ["ws://example.com/", NOT_HTTPS],
    ["wss://example.com/", NOT_HTTPS],
    ["file:///etc/passwd", NOT_HTTPS],
    ["javascript:alert(1)", NOT_HTTPS],
    ["data:text/plain,hook", NOT_HTTPS],
    ["https://user@example.com/", CREDENTIALS],
    ["https://user:password@example.com/", CREDENTIALS],
    ["https://:password@example.com/", CREDENTIALS],
    ["https://example.com%40evil.example@example.com/", CREDENTIALS],
    [ofLength(2_001), TOO_LONG],
    [`https://example.com/#${"x".repeat(2_000)}`, TOO_LONG],
    [`https://example.com/${"é".repeat(400)}`, TOO_LONG],
    ["https://example.com:22/", badPort(22)],
    ["https://example.com:0/", badPort(0)],
    ["https://example.com:79/", badPort(79)],
    ["https://example.com:444/", badPort(444)],
    ["https://example.com:7999/", badPort(7_999)],
    ["https://example.com:10000/", badPort(10_000)],
    ["https://example.com:65535/", badPort(65_535)],
    ["https://8.8.8.8:5432/", badPort(5_432)],
    ["https://0.0.0.0/", notPublic("0.0.0.0")],
    ["https://0/", notPublic("0.0.0.0")],
    ["https://10.0.0.1/", notPublic("10.0.0.1")],
    ["https://10.0.0.1./", notPublic("10.0.0.1")],
    ["https://10.1/", notPublic("10.0.0.1")],
    ["https://0xa.0.0.1/", notPublic("10.0.0.1")],
    ["https://0x0a000001/", notPublic("10.0.0.1")],
    ["https://012.0.0.1/", notPublic("10.0.0.1")],
    ["https://167772161/", notPublic("10.0.0.1")],
    ["https://１０.0.0.1/", notPublic("10.0.0.1")],
    ["https://192.168.257/", notPublic("192.168.1.1")],
    ["https://169.254.169.254/latest/meta-data", notPublic("169.254.169.254")],
    ["https://[::]/", notPublic("::")],
    ["https://[fe80::1]/", notPublic("fe80::1")],
    ["https://[fd00::1]/", notPublic("fd00::1")],
    ["https://[2001:DB8:0::1]/", notPublic("2001:db8::1")],
    ["https://[2002:7f00:1::]/", notPublic("2002:7f00:1::")],
    ["https://[64:ff9b::10.0.0.1]/", notPublic("64:ff9b::a00:1")],
    ["https://[::ffff:10.0.0.1]/", notPublic("::ffff:a00:1")],
    ["https://[::8.8.8.8]/", notPublic("::808:808")],
  ])("refuses %.60s", (text, message) => {
    const check = () => checkEndpointUrl(text, allowInsecure);
    expect(check).toThrow(EndpointUrlError);
    expect(check).toThrow(new EndpointUrlError(message));
  });
});

describe("this machine and plain http", () => {
  it.each([
    ["http://example.com/", "http://example.com/", NOT_HTTPS],
    ["http://example.com:8080/", "http://example.com:8080/", NOT_HTTPS],
    ["http://localhost:54321/", "http://localhost:54321/", NOT_HTTPS],
    ["http://127.0.0.1:1024/", "http://127.0.0.1:1024/", NOT_HTTPS],
    ["http://127.0.0.1/", "http://127.0.0.1/", NOT_HTTPS],
    ["http://[::1]:65535/", "http://[::1]:65535/", NOT_HTTPS],
    ["https://localhost/", "https://localhost/", notPublic("localhost")],
    ["https://LocalHost/", "https://localhost/", notPublic("localhost")],
    ["https://localhost./", "https://localhost./", notPublic("localhost")],
    ["https://api.localhost:3000/", "https://api.localhost:3000/", notPublic("api.localhost")],
    ["https://127.0.0.1:3000/", "https://127.0.0.1:3000/", notPublic("127.0.0.1")],
    ["https://127.255.0.1/", "https://127.255.0.1/", notPublic("127.255.0.1")],
    ["https://127.1/", "https://127.0.0.1/", notPublic("127.0.0.1")],
    ["https://2130706433/", "https://127.0.0.1/", notPublic("127.0.0.1")],
    ["https://0177.0.0.1/", "https://127.0.0.1/", notPublic("127.0.0.1")],
    ["https://0x7f000001/", "https://127.0.0.1/", notPublic("127.0.0.1")],
    ["https://127.0.0.1./", "https://127.0.0.1/", notPublic("127.0.0.1")],
    ["https://[::1]/", "https://[::1]/", notPublic("::1")],
    ["https://[0:0:0:0:0:0:0:1]/", "https://[::1]/", notPublic("::1")],
    ["https://[::ffff:127.0.0.1]/", "https://[::ffff:7f00:1]/", notPublic("::ffff:7f00:1")],
  ])("%s is for development only", (text, href, message) => {
    expect(checkEndpointUrl(text, DEVELOPMENT)).toBe(href);
    expect(() => checkEndpointUrl(text, PRODUCTION)).toThrow(new EndpointUrlError(message));
  });

  it.each([
    ["http://127.0.0.1:1023/", badPort(1_023)],
    ["http://localhost:22/", badPort(22)],
    ["http://[::1]:25/", badPort(25)],
    ["http://example.com:54321/", badPort(54_321)],
    ["http://localhost.example.com:3000/", badPort(3_000)],
    ["http://10.0.0.1:8080/", notPublic("10.0.0.1")],
    ["http://169.254.169.254/", notPublic("169.254.169.254")],
    ["http://user:password@localhost:3000/", CREDENTIALS],
  ])("development refuses %s", (text, message) => {
    expect(() => checkEndpointUrl(text, DEVELOPMENT)).toThrow(new EndpointUrlError(message));
  });
});
