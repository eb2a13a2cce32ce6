import type { components, operations } from "./generated/openapi.ts";

type Schemas = components["schemas"];
type Query<Operation extends keyof operations> = NonNullable<operations[Operation]["parameters"]["query"]>;

/** The Custom Integration of the dealer whose key it is. */
export type Integration = Schemas["Integration"];
/** A published watch. */
export type Listing = Schemas["Listing"];
/** A page of listings. */
export type ListingList = Schemas["ListingList"];
/** The receipt of a test event. */
export type TestDelivery = Schemas["TestDelivery"];

/** Filters and position of a list of listings. */
export type ListListingsParams = Query<"listListings">;
