import { signTestHeaders } from "@watchtraderhub/webhook-verifier";
import { describe, expect, it } from "vitest";
import { diagnose } from "./diagnose.ts";

const SECRET = `whsec_${"A".repeat(43)}=`;
const OTHER = `whsec_${"B".repeat(42)}A=`;
const NOW = 1_778_229_676;
const BODY = '{"id":"evt_1","data":{"name":"Zoë"}}';

/** As the server signs, by the published package, which the vectors of the contract hold to it. */
async function sign(body: string, timestamp = NOW, secrets: string | string[] = SECRET): Promise<string> {
  const headers = await signTestHeaders({ body, secrets, timestamp });
  return headers["X-WTH-Signature"] ?? headers["x-wth-signature"] ?? "";
}

const header = await sign(BODY);
const right = { header, body: BODY, secret: SECRET };

const cases: [name: string, pasted: Partial<typeof right>, wrong: string | null, title: RegExp][] = [
  ["that fits", {}, null, /fits/],
  ["with the name of its header", { header: `X-WTH-Signature: ${header}` }, null, /fits/],
  ["during a rotation", { header: await sign(BODY, NOW, [OTHER, SECRET]) }, null, /fits/],
  ["that is 5 minutes old", { header: await sign(BODY, NOW - 300) }, null, /fits/],
  ["that is older", { header: await sign(BODY, NOW - 301) }, "time", /too old/],
  ["of the future", { header: await sign(BODY, NOW + 301) }, "time", /future/],
  [
    "whose time was changed",
    { header: header.replace(String(NOW), String(NOW - 9)) },
    "body or secret",
    /or/,
  ],
  ["with a line break after the body", { body: `${BODY}\n` }, "body", /line break/],
  ["with spaces around the body", { body: ` ${BODY} ` }, "body", /white space/],
  [
    "whose body was set in lines",
    { body: JSON.stringify(JSON.parse(BODY), null, 2) },
    "body",
    /written anew/,
  ],
  ["whose body was cut off", { body: BODY.slice(0, -5) }, "body", /not what was signed/],
  ["whose body was changed", { body: BODY.replace("evt_1", "evt_2") }, "body or secret", /or/],
  ["with another secret", { secret: OTHER }, "body or secret", /or/],
  ["with half a secret", { secret: SECRET.slice(0, 20) }, "secret", /not complete/],
  ["without a secret", { secret: "" }, "secret", /not complete/],
  ["whose secret has a line break", { secret: `${SECRET}\n` }, "secret", /white space/],
  ["with an API key", { secret: `wth_${"a".repeat(32)}` }, "secret", /not one of ours/],
  ["without its header", { header: "" }, "header", /no signature/],
  ["that was cut off", { header: header.slice(0, 30) }, "header", /not a signature/],
  ["of another platform", { header: "sha256=abc" }, "header", /not a signature/],
];

describe("a signature", () => {
  it.each(cases)("%s", async (_name, pasted, wrong, title) => {
    const diagnosis = await diagnose({ ...right, ...pasted }, NOW);
    expect(diagnosis).toEqual({
      wrong,
      title: expect.stringMatching(title),
      advice: expect.stringMatching(/\S/),
    });
  });
});
