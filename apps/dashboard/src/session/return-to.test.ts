import { describe, expect, it } from "vitest";
import { returnPath } from "./return-to.ts";

describe("after signing in", () => {
  const cases: [wanted: string | undefined, path: string][] = [
    ["/clients?q=anna", "/clients?q=anna"],
    ["/channels/custom", "/channels/custom"],
    [undefined, "/"],
    ["", "/"],
    ["https://evil.example/", "/"],
    ["//evil.example/", "/"],
    ["/\\evil.example/", "/"],
    ["javascript:alert(1)", "/"],
    ["clients", "/"],
    ["/login?return=/clients", "/"],
  ];
  it.each(cases)("%j leads to %s", (wanted, path) => {
    expect(returnPath(wanted)).toBe(path);
  });
});
