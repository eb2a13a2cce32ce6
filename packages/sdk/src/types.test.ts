import type { ErrorCode as ContractErrorCode, components } from "@wth/contract";
import { describe, expectTypeOf, it } from "vitest";
import {
  type ApiResult,
  type AuthenticationError,
  WatchTraderHubError as BaseError,
  type ClientOptions,
  type ErrorCode,
  type Integration,
  type Listing,
  type ListingList,
  type SdkErrorCode,
  type TestDelivery,
  WatchTraderHub,
  type WatchTraderHubError,
} from "./index.ts";
import { API_KEY } from "./testing/fixtures.ts";

const fetch = async () => Response.json({ object: "list", data: [], has_more: false, next_cursor: null });
const wth = new WatchTraderHub({ apiKey: API_KEY, fetch });

describe("types", () => {
  it("are those of the contract", () => {
    expectTypeOf<Listing>().toEqualTypeOf<components["schemas"]["Listing"]>();
    expectTypeOf<Integration>().toEqualTypeOf<components["schemas"]["Integration"]>();
    expectTypeOf<ErrorCode>().toEqualTypeOf<ContractErrorCode>();
    expectTypeOf<ErrorCode>().toEqualTypeOf<components["schemas"]["ErrorCode"]>();
  });

  it("say what each call gives", () => {
    expectTypeOf(wth.me).returns.resolves.toEqualTypeOf<Integration>();
    expectTypeOf(wth.listings.list).returns.resolves.toEqualTypeOf<ListingList>();
    expectTypeOf(wth.listings.get).returns.resolves.toEqualTypeOf<Listing>();
    expectTypeOf(wth.test.webhookPing).returns.resolves.toEqualTypeOf<TestDelivery>();
    expectTypeOf(wth.me().withResponse()).resolves.toEqualTypeOf<ApiResult<Integration>>();
  });

  it("carry on through iterators", async () => {
    for await (const item of wth.listings.iterate()) expectTypeOf(item).toEqualTypeOf<Listing>();
    for await (const page of wth.listings.iterate().pages()) expectTypeOf(page).toEqualTypeOf<ListingList>();
  });

  it("refuse wrong parameters", async () => {
    // @ts-expect-error not a filter
    await wth.listings.list({ colour: "black" });
    // @ts-expect-error a number
    await wth.listings.list({ limit: "10" });
    // @ts-expect-error not a status
    await wth.listings.list({ status: "reserved" });
    // @ts-expect-error RFC 3339 text
    await wth.listings.list({ updated_after: new Date() });
    // @ts-expect-error a GET takes no idempotency key
    await wth.me({ idempotencyKey: "key" });
    // @ts-expect-error the id is required
    const getWithoutId = () => wth.listings.get();
    // @ts-expect-error the API key is required
    expectTypeOf({}).toExtend<ClientOptions>();
    expectTypeOf(getWithoutId).toBeFunction();
  });

  it("close the union of codes", () => {
    expectTypeOf<WatchTraderHubError["code"]>().toEqualTypeOf<ErrorCode | SdkErrorCode>();
    const isConflict = (error: unknown) =>
      error instanceof BaseError && error.code === "order_already_exists";
    // @ts-expect-error no such code
    const isTypo = (error: WatchTraderHubError) => error.code === "order_allready_exists";
    expectTypeOf(isConflict).returns.toBeBoolean();
    expectTypeOf(isTypo).returns.toBeBoolean();
    expectTypeOf<AuthenticationError>().toExtend<WatchTraderHubError>();
  });
});
