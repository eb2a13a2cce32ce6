import type { Schemas } from "../../api/client.ts";
import { toMajorUnits, toMinorUnits } from "../../format/money.ts";
import type { Item } from "./put-item.ts";

/** The fields of a watch's form, as they are typed. */
export interface WatchFields {
  brand: string;
  model: string;
  reference: string;
  year: number | string;
  condition: string;
  price: number | string;
  currency: string;
  /** One address a line. */
  photos: string;
  case_material: string;
  case_diameter_mm: number | string;
  dial_color: string;
  bracelet: string;
  caliber: string;
  movement: string;
  /** With commas in between. */
  complications: string;
  water_resistance_m: number | string;
  power_reserve_h: number | string;
  box: boolean;
  papers: boolean;
}

const CONDITIONS = ["new", "unworn", "very_good", "good", "fair", "poor", "incomplete"] as const;
const MOVEMENTS = ["automatic", "manual", "quartz"] as const;

/** A list of choices of which none needs to be made, in words. */
function choices(values: readonly string[]) {
  const words = values.map((value) => ({
    value,
    label: (value[0] ?? "").toUpperCase() + value.slice(1).replaceAll("_", " "),
  }));
  return [{ value: "", label: "Not known" }, ...words];
}

/** What the form offers. */
export const conditionChoices = choices(CONDITIONS);
export const movementChoices = choices(MOVEMENTS);

/** What the form begins with. @param item undefined: a new watch. */
export function fieldsOf(item: Item | undefined): WatchFields {
  const { watch, price, photos = [] } = item ?? {};
  return {
    brand: watch?.brand ?? "",
    model: watch?.model ?? "",
    reference: watch?.reference ?? "",
    year: watch?.year ?? "",
    condition: watch?.condition ?? "",
    price: price === undefined ? "" : toMajorUnits(price.amount, price.currency),
    currency: price?.currency ?? "USD",
    photos: photos
      .toSorted((a, b) => a.position - b.position)
      .map(({ url }) => url)
      .join("\n"),
    case_material: watch?.case_material ?? "",
    case_diameter_mm: watch?.case_diameter_mm ?? "",
    dial_color: watch?.dial_color ?? "",
    bracelet: watch?.bracelet ?? "",
    caliber: watch?.caliber ?? "",
    movement: watch?.movement ?? "",
    complications: watch?.complications.join(", ") ?? "",
    water_resistance_m: watch?.water_resistance_m ?? "",
    power_reserve_h: watch?.power_reserve_h ?? "",
    box: watch?.box ?? false,
    papers: watch?.papers ?? false,
  };
}

/** What is wrong with a field, by its name. */
export const rules = {
  brand: (text: string) => (text.trim() === "" ? "Enter the brand." : null),
  model: (text: string) => (text.trim() === "" ? "Enter the model." : null),
  price: (price: number | string, { currency }: WatchFields) =>
    toMinorUnits(price, currency) === null ? `Enter a price in ${currency}.` : null,
  photos: (text: string) =>
    linesOf(text).every((line) => /^https:\/\/[^\s/?#]+\S*$/.test(line) && URL.canParse(line))
      ? null
      : "Enter one address a line, each with https:// in front.",
};

/** What the form says, as the API takes it. It has to fit the {@link rules}. */
export function itemOf(fields: WatchFields): Required<Omit<Schemas["InventoryItemCreate"], "is_published">> {
  return {
    watch: {
      brand: fields.brand.trim(),
      model: fields.model.trim(),
      reference: textOf(fields.reference),
      year: numberOf(fields.year),
      condition: CONDITIONS.find((each) => each === fields.condition) ?? null,
      case_material: textOf(fields.case_material),
      case_diameter_mm: numberOf(fields.case_diameter_mm),
      dial_color: textOf(fields.dial_color),
      bracelet: textOf(fields.bracelet),
      caliber: textOf(fields.caliber),
      movement: MOVEMENTS.find((each) => each === fields.movement) ?? null,
      complications: fields.complications
        .split(",")
        .map((each) => each.trim())
        .filter((each) => each !== ""),
      water_resistance_m: numberOf(fields.water_resistance_m),
      power_reserve_h: numberOf(fields.power_reserve_h),
      box: fields.box,
      papers: fields.papers,
    },
    price: { amount: toMinorUnits(fields.price, fields.currency) ?? 0, currency: fields.currency },
    photos: linesOf(fields.photos),
  };
}

/**
 * What of it has been changed: so that whoever edits another attribute at the same time is not undone.
 *
 * @returns null when nothing has.
 */
export function changesOf(before: WatchFields, after: WatchFields): Schemas["InventoryItemUpdate"] | null {
  const [was, is] = [itemOf(before), itemOf(after)];
  const watch = Object.fromEntries(
    Object.entries(is.watch).filter(([name, value]) => !isSame(value, Reflect.get(was.watch, name))),
  );
  const change = {
    ...(Object.keys(watch).length === 0 ? {} : { watch }),
    ...(isSame(was.price, is.price) ? {} : { price: is.price }),
    ...(isSame(was.photos, is.photos) ? {} : { photos: is.photos }),
  };
  return Object.keys(change).length === 0 ? null : change;
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const textOf = (text: string) => (text.trim() === "" ? null : text.trim());
const numberOf = (value: number | string) => (value === "" ? null : Number(value));

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
