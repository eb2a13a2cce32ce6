import type { Integration, Listing } from "../types.ts";

/** A well-formed key of nobody. */
export const API_KEY = `wth_${"Ab3".repeat(10)}Zz`;

/** The integration of the quickstart. */
export const integration: Integration = {
  object: "integration",
  user_id: "0d3f4d1c-6a52-4b5f-8f6b-0b6a3f0c7a10",
  is_enabled: true,
  is_test_mode: true,
  api_version: "2026-05-07",
  subscribed_events: ["*"],
  webhook: { url: null, last_success_at: null, last_failure_at: null, consecutive_failures: 0 },
};

/** A listing with a number in its id. */
export function listing(number: number): Listing {
  return {
    id: `24f0ebb1-73d7-4e99-9901-${String(number).padStart(12, "0")}`,
    object: "listing",
    status: "active",
    watch: {
      brand: "Rolex",
      model: "Submariner Date",
      reference: "116610LN",
      year: 2015,
      condition: null,
      case_material: null,
      case_diameter_mm: 40,
      dial_color: null,
      bracelet: null,
      caliber: null,
      movement: null,
      complications: [],
      water_resistance_m: 300,
      power_reserve_h: null,
      box: true,
      papers: true,
    },
    price: { amount: 1_200_000, currency: "USD", amount_formatted: "$12,000.00" },
    photos: [],
    created_at: "2026-05-08T08:41:16.345Z",
    updated_at: "2026-05-08T08:41:16.345Z",
  };
}
