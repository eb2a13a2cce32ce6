import { randomUUID } from "node:crypto";
import type { PartnerEventType, PartnerOperationId } from "@wth/contract";
import { partnerOperations } from "@wth/contract";
import type { PartnerKeyType } from "@wth/database";
import { bundledContract } from "../http/contract.ts";
import { isRecord } from "../http/document.ts";
import { createPartner, setBranch } from "../partner/directory.ts";
import { createPartnerKey } from "../partner/keys.ts";
import { readCheckedAt } from "./contract.ts";
import type { TestDealer } from "./dealer.ts";
import type { TestServer } from "./server.ts";

/** A partner key, and how to use it. */
export interface TestPartnerKey {
  keyId: string;
  key: string;
  /** Calls the Partner API with it. A body is sent as JSON. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
}

/** A branch with one partner. */
export interface TestBranch {
  name: string;
  partnerId: string;
  /** Makes a key of its partner. */
  key(type: PartnerKeyType, of?: TestDealer): Promise<TestPartnerKey>;
  /** Puts a dealer into it. */
  add(dealer: TestDealer): Promise<void>;
}

/** Makes a branch with a partner, through the same functions that `ops` uses. */
export async function createTestBranch(server: TestServer): Promise<TestBranch> {
  const { database, baseUrl } = server;
  const name = `Branch ${randomUUID()}`;
  const { id: partnerId } = await database.prismaTransaction((tx) =>
    createPartner(tx, { name: "Exchange", branch: name }),
  );
  return {
    name,
    partnerId,
    key: async (type, of) => {
      const { id, key } = await database.prismaTransaction((tx) =>
        createPartnerKey(tx, { partnerId, type, userId: of?.userId ?? null }),
      );
      return { keyId: id, key, call: callWith(baseUrl, key) };
    },
    add: (dealer) => database.prismaTransaction((tx) => setBranch(tx, dealer.userId, name)),
  };
}

function callWith(baseUrl: string, key: string): TestPartnerKey["call"] {
  return (method, path, body, headers = {}) =>
    fetch(`${baseUrl}/partner${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
}

/** {@link readCheckedAt} for an operation of the Partner API. */
export function readPartner(id: PartnerOperationId, response: Response): Promise<Record<string, unknown>> {
  return readCheckedAt({ id, ...partnerOperations[id] }, response, bundledContract);
}

/** The `error` of an error answer of the Partner API, after comparing it with the contract. */
export async function readPartnerError(
  id: PartnerOperationId,
  response: Response,
): Promise<Record<string, unknown>> {
  const { error } = await readPartner(id, response);
  if (!isRecord(error)) throw new Error(`${id} answered ${response.status} without an error.`);
  return { ...error };
}

/** A registered webhook. */
export interface TestWebhook {
  id: string;
  secretKey: string;
}

/** Registers a webhook. */
export async function register(
  { call }: TestPartnerKey,
  url: string,
  events: readonly PartnerEventType[] = [
    "order.created",
    "order.status_changed",
    "order.cancelled",
    "offer.updated",
  ],
): Promise<TestWebhook> {
  const response = await call("POST", "/webhooks", { url, events });
  const { id, secretKey } = await readPartner("registerPartnerWebhook", response);
  if (typeof id !== "string" || typeof secretKey !== "string")
    throw new Error(`The webhook was not registered: ${response.status}.`);
  return { id, secretKey };
}
