import type { Schemas } from "../../api/client.ts";
import { toMinorUnits } from "../../format/money.ts";

/** A position as it is typed. */
interface LineFields {
  sku: string;
  quantity: number | string;
  price: number | string;
}

/** The fields of an order that is added by hand, as they are typed. */
export interface OrderFields {
  number: string;
  name: string;
  email: string;
  country: string;
  currency: string;
  lines: LineFields[];
  /** Empty: the sum of the positions. */
  total: number | string;
  isTest: boolean;
}

/** A position with nothing in it yet. */
export const emptyLine: LineFields = { sku: "", quantity: 1, price: "" };

/** What the form begins with. */
export const emptyOrder: OrderFields = {
  number: "",
  name: "",
  email: "",
  country: "",
  currency: "USD",
  lines: [emptyLine],
  total: "",
  isTest: false,
};

/** What is wrong with a field, by its name. The server looks at the rest. */
export const rules = {
  name: (text: string) => (text.trim() === "" ? "Enter who has ordered." : null),
  email: (text: string) => (/^$|^\S+@\S+$/.test(text.trim()) ? null : "Enter an e-mail address, or nothing."),
  country: (text: string) =>
    /^([a-z]{2})?$/i.test(text.trim()) ? null : "Enter the two letters of the country, such as US.",
  total: (total: number | string, { currency }: OrderFields) =>
    total === "" || toMinorUnits(total, currency) !== null
      ? null
      : `Enter an amount in ${currency}, or nothing.`,
  lines: {
    sku: (text: string) => (text.trim() === "" ? "Enter a reference or SKU." : null),
    quantity: (quantity: number | string) =>
      Number.isInteger(quantity) && Number(quantity) >= 1 && Number(quantity) <= 1_000
        ? null
        : "Enter a number from 1 to 1,000.",
    price: (price: number | string, { currency }: OrderFields) =>
      toMinorUnits(price, currency) === null ? `Enter a price in ${currency}.` : null,
  },
};

/** What the form says, as the API takes it. It has to fit the {@link rules}. */
export function orderOf(fields: OrderFields): Schemas["DealerOrderCreate"] {
  const { currency } = fields;
  const lines = fields.lines.map(({ sku, quantity, price }) => ({
    sku: sku.trim(),
    quantity: Number(quantity),
    unit_amount: toMinorUnits(price, currency) ?? 0,
  }));
  const sum = lines.reduce((total, { quantity, unit_amount: amount }) => total + quantity * amount, 0);
  const orNull = (text: string) => (text.trim() === "" ? null : text.trim());
  return {
    external_id: orNull(fields.number),
    total_amount: toMinorUnits(fields.total, currency) ?? sum,
    currency,
    buyer: {
      name: fields.name.trim(),
      email: orNull(fields.email),
      country: orNull(fields.country)?.toUpperCase() ?? null,
    },
    line_items: lines,
    is_test: fields.isTest,
  };
}
