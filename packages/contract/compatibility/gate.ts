import { type JsonObject, objectAt, stringAt } from "../codegen/json.ts";
import { findBreakingChanges } from "./compare.ts";
import { renderFinding } from "./finding.ts";
import { digestOf, frozenText, parseFrozen, type VersionsFolder } from "./versions-folder.ts";

const FREEZE = "pnpm --filter @wth/contract freeze";
const HOW_TO = 'See "Cut an API version" in CONTRIBUTING.md.';

/** What the gate has to say, line by line, and whether the contract may stay as it is. */
export interface Verdict {
  readonly ok: boolean;
  readonly lines: readonly string[];
}

/** The version that a document describes. */
export function versionOf(document: JsonObject): string {
  return stringAt(objectAt(document, "info"), "version", "info");
}

/**
 * Compares the contract as it is now with the document that is frozen for its version. Refuses every breaking change,
 * a version without a frozen document, and a released document that was changed.
 */
export async function checkContract(document: JsonObject, folder: VersionsFolder): Promise<Verdict> {
  const version = versionOf(document);
  const dates = await folder.dates();
  const broken = await findBrokenSeals(folder);
  if (broken.length > 0) return { ok: false, lines: broken };

  const newest = dates.at(-1);
  if (newest === undefined || newest < version) {
    const line = `API version ${version} is not frozen yet: what it promises is not protected. Run \`${FREEZE}\` and commit the result. ${HOW_TO}`;
    return { ok: false, lines: [line] };
  }
  if (newest > version) {
    const line = `spec/openapi.yaml describes ${version}, but ${newest} is frozen already. Set info.version to ${newest}, or to a later date for a new version. ${HOW_TO}`;
    return { ok: false, lines: [line] };
  }
  const frozen = await folder.read(version);
  const findings = findBreakingChanges(parseFrozen(version, frozen), document);
  if (findings.length > 0) {
    const isReleased = version in (await folder.released());
    return { ok: false, lines: refusal(version, isReleased, findings.map(renderFinding)) };
  }
  const grown = frozen === frozenText(document) ? "" : ` ${await describeGrowth(version, folder)}`;
  return { ok: true, lines: [`Nothing breaks API version ${version}.${grown}`] };
}

function refusal(version: string, isReleased: boolean, findings: readonly string[]): string[] {
  return [
    `The contract breaks API version ${version} (spec/versions/${version}.json):`,
    ...findings.map((finding) => `  - ${finding}`),
    isReleased
      ? `Take it back, or make it part of a new dated version. ${HOW_TO}`
      : `${version} is not released yet: if this is meant, freeze it anew with \`${FREEZE}\` and commit the result. ${HOW_TO}`,
  ];
}

async function describeGrowth(version: string, folder: VersionsFolder): Promise<string> {
  return version in (await folder.released())
    ? "It has grown since its release; its frozen document stays as it is."
    : `It has grown since it was frozen: run \`${FREEZE}\` to protect what is new.`;
}

/** Released documents that are gone, or are not the bytes that were released. */
async function findBrokenSeals(folder: VersionsFolder): Promise<string[]> {
  const dates = await folder.dates();
  const broken: string[] = [];
  for (const [date, digest] of Object.entries(await folder.released())) {
    if (dates.includes(date) && digestOf(await folder.read(date)) === digest) continue;
    const file = `spec/versions/${date}.json`;
    broken.push(
      `${file} is not what was released as ${date}. Restore it from the history: it never changes.`,
    );
  }
  return broken;
}

/** What freezing came to. */
export interface Freezing {
  readonly date: string;
  /** What the version breaks of the one before it: each needs a version change in the server, and a line in the changelog. */
  readonly breaks: readonly string[];
}

/** A version that cannot be frozen, or not any more; the message says why and what to do. */
export class FreezeError extends Error {
  override name = "FreezeError";
}

/**
 * Freezes the contract as it is now as the document of its version. Before the release this can be repeated.
 *
 * @param release also marks the version as released: from then on its document never changes.
 * @throws {FreezeError} when the version is released already, or is not the newest, or follows one that is not released.
 */
export async function freeze(
  document: JsonObject,
  folder: VersionsFolder,
  release: boolean,
): Promise<Freezing> {
  const date = versionOf(document);
  const released = await folder.released();
  if (date in released) {
    throw new FreezeError(
      `${date} is released: its document never changes. What only adds needs no freezing; what breaks needs a new dated version. ${HOW_TO}`,
    );
  }
  const others = (await folder.dates()).filter((each) => each !== date);
  const later = others.find((each) => each > date);
  if (later !== undefined)
    throw new FreezeError(`${date} is older than ${later}, which is frozen already. ${HOW_TO}`);
  const pending = others.find((each) => !(each in released));
  if (pending !== undefined) {
    const file = `spec/versions/${pending}.json`;
    throw new FreezeError(
      `${pending} was never released. Release it first, or delete ${file} if it will not be.`,
    );
  }
  await folder.write(date, frozenText(document));
  if (release) await folder.release(date);
  const previous = others.at(-1);
  const breaks =
    previous === undefined
      ? []
      : findBreakingChanges(parseFrozen(previous, await folder.read(previous)), document).map(renderFinding);
  return { date, breaks };
}
