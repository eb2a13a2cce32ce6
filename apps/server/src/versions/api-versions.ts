import {
  newestApiVersion,
  olderDocuments,
  openapiDocument,
  operations,
  partnerOperations,
} from "@wth/contract";
import { bundledContract, Contract, type FindCheck } from "../http/contract.ts";
import { isRecord, placeIn } from "../http/document.ts";
import { BODY_SCHEMA } from "../http/validate.ts";
import { versionChanges } from "./changes.ts";
import { grow } from "./grow.ts";
import { OlderVersion } from "./older-version.ts";
import { NewestVersion, newestVersion, type PinnedVersion } from "./pinned-version.ts";
import { Step } from "./step.ts";
import type { VersionChange } from "./version-change.ts";

/** A version that is no longer the newest, with the document that was frozen for it. */
export interface OlderDocument {
  /** `YYYY-MM-DD`. */
  readonly version: string;
  readonly document: object;
}

/** An integration is pinned to a version that this server does not have. */
export class UnknownVersionError extends Error {
  override name = "UnknownVersionError";

  constructor(date: string, known: readonly string[]) {
    super(
      `There is no API version ${date}. Known: ${known.join(", ")}. Pin to one of them with: ops integration set-version --dealer EMAIL --version DATE`,
    );
  }
}

/** The API versions that this server answers in. */
export class ApiVersions {
  readonly newest: PinnedVersion;
  readonly #byDate = new Map<string, PinnedVersion>();

  /**
   * @param older in any order. Without any nothing is ever transformed.
   * @param changes what leads from each to the next.
   * @throws {Error} when the changes do not belong to the versions, or an endpoint of an older version is gone.
   */
  constructor(older: readonly OlderDocument[], changes: readonly VersionChange[]) {
    const documents = [...older].sort((a, b) => (a.version < b.version ? -1 : 1));
    checkChanges(changes, [...documents, { version: newestApiVersion, document: openapiDocument }]);
    for (const document of documents) checkEndpoints(document);
    if (documents.length === 0) this.newest = newestVersion;
    else this.newest = new NewestVersion(new Contract(openapiDocument, this.#findCheck), newestApiVersion);

    const steps: Step[] = [];
    const newestFirst: PinnedVersion[] = [this.newest];
    let next = { contract: this.newest.contract, date: newestApiVersion };
    for (const { version: date, document } of documents.reverse()) {
      const introduced = changes.filter(({ version }) => version === next.date);
      const grown = grow(document, next.contract.document, introduced);
      const contract = new Contract(grown, this.#findCheck);
      steps.unshift(new Step(contract, next.contract, introduced));
      newestFirst.push(new OlderVersion(date, contract, bundledContract, [...steps]));
      next = { contract, date };
    }
    for (const version of newestFirst.reverse()) this.#byDate.set(version.date, version);
  }

  /** The dates of all versions, the oldest first. */
  get dates(): readonly string[] {
    return [...this.#byDate.keys()];
  }

  /**
   * The version that an integration is pinned to.
   *
   * @throws {UnknownVersionError} which is a fault of the server's set-up, not of the caller.
   */
  pinned(date: string): PinnedVersion {
    const version = this.#byDate.get(date);
    if (version === undefined) throw new UnknownVersionError(date, this.dates);
    return version;
  }

  /** Events keep the version they were recorded in: each is compared with the contract of its own. */
  readonly #findCheck: FindCheck = (date, { type }) => {
    const contract = typeof date === "string" ? this.#byDate.get(date)?.contract : undefined;
    const place = contract?.placeAt("webhooks", String(type), "post", ...BODY_SCHEMA) ?? null;
    return place === null ? undefined : contract?.compile(place);
  };
}

/** The versions that are shipped: the bundled contract, and what is frozen of those before it. */
export function shippedVersions(): ApiVersions {
  return new ApiVersions(olderDocuments(), versionChanges);
}

function checkChanges(changes: readonly VersionChange[], documents: readonly OlderDocument[]): void {
  for (const { version, description, schemas } of changes) {
    const index = documents.findIndex((each) => each.version === version);
    const [before, now] = [documents[index - 1], documents[index]];
    if (before === undefined || now === undefined) {
      throw new Error(`The change "${description}" belongs to ${version}, which follows no version.`);
    }
    for (const [name, edits] of Object.entries(schemas ?? {})) {
      const needs = [
        ...(edits.some(({ up }) => up !== undefined) ? [before] : []),
        ...(edits.some(({ down }) => down !== undefined) ? [now] : []),
      ];
      // An edit with both directions is also right for a schema that only requests, or only answers, use.
      if (needs.every(({ document }) => placeIn(document, "components", "schemas", name) === null)) {
        throw new Error(
          `The change "${description}" of ${version} names the schema ${name}, which is not there.`,
        );
      }
    }
  }
}

const METHODS = ["get", "put", "post", "patch", "delete"];

/** Handlers are only there for the newest contract's endpoints. */
function checkEndpoints({ version, document }: OlderDocument): void {
  const served = new Set(
    Object.values({ ...operations, ...partnerOperations }).map(({ method, path }) => `${method} ${path}`),
  );
  const paths = placeIn(document, "paths")?.value ?? {};
  for (const [path, item] of Object.entries(paths)) {
    for (const method of METHODS.filter((key) => isRecord(item) && key in item)) {
      if (!served.has(`${method} ${path}`)) {
        throw new Error(
          `Version ${version} has ${method.toUpperCase()} ${path}, which no longer exists. Keep it in the contract, marked as deprecated, for as long as integrations are pinned to ${version}.`,
        );
      }
    }
  }
}
