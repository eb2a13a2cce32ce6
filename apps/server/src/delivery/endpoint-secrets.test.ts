import { randomBytes, randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { Keyring } from "../secrets/keyring.ts";
import { generateWebhookSecret, secretContext } from "../secrets/webhook-secret.ts";
import { recordLog } from "../test/log.ts";
import { EndpointSecrets } from "./endpoint-secrets.ts";
import { signingSecret } from "./sign.ts";

const keyring = Keyring.parse(`k1:${randomBytes(32).toString("base64")}`);
let recorded: ReturnType<typeof recordLog>;
let secrets: EndpointSecrets;
beforeEach(() => {
  recorded = recordLog();
  secrets = new EndpointSecrets({ keyring, log: recorded.log });
});

function seal(endpointId: string) {
  const secret = generateWebhookSecret();
  return { secret, sealed: keyring.seal(secret, secretContext(endpointId)) };
}
const keysOf = (opened: ReturnType<EndpointSecrets["open"]>) =>
  opened?.map(({ whole }) => whole.export().toString("utf8"));

describe("the secrets of an endpoint", () => {
  it("are opened, the newest first", () => {
    const endpoint_id = randomUUID();
    const [newest, previous] = [seal(endpoint_id), seal(endpoint_id)];
    const row = { endpoint_id, secret: newest.sealed, previous_secret: null };
    expect(keysOf(secrets.open(row))).toEqual([newest.secret]);
    const both = secrets.open({ ...row, previous_secret: previous.sealed });
    expect(keysOf(both)).toEqual([newest.secret, previous.secret]);
    const decoded = both?.[0]?.decoded?.export();
    expect(decoded).toEqual(signingSecret(newest.secret).decoded?.export());
    expect(decoded).toHaveLength(32);
  });

  it("do not open for another endpoint, also after they were opened for their own", () => {
    const endpoint_id = randomUUID();
    const row = { endpoint_id, secret: seal(endpoint_id).sealed, previous_secret: null };
    expect(secrets.open(row)).not.toBeNull();
    expect(secrets.open({ ...row, endpoint_id: randomUUID() })).toBeNull();
  });

  it("that cannot be opened are said once for each endpoint, and not for each of its deliveries", () => {
    const [one, two] = [randomUUID(), randomUUID()];
    for (const endpoint_id of [one, two, one, two, one]) {
      expect(secrets.open({ endpoint_id, secret: "k9.nonsense", previous_secret: null })).toBeNull();
    }
    expect(recorded.lines).toEqual(Array(2).fill(expect.stringMatching(/^error: Deliveries wait/)));
  });
});
