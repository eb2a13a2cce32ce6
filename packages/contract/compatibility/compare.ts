import type { JsonObject } from "../codegen/json.ts";
import { type Finding, Findings } from "./finding.ts";
import { compareOperations } from "./operations.ts";
import { compareWebhooks } from "./webhooks.ts";

/**
 * Finds every change between two bundled documents of one API version that breaks a client of the first, by the
 * changelog page's list. What a document cannot show (the meaning of a field, the algorithm of a signature, the inside
 * of a cursor) is compared by its `x-semantics` markers, which whoever changes the behaviour has to raise.
 *
 * Components count only where an endpoint or an event uses them, so that they can be split and renamed freely.
 */
export function findBreakingChanges(before: JsonObject, after: JsonObject): Finding[] {
  const findings = new Findings();
  compareOperations({ findings, before, after });
  compareWebhooks({ findings, before, after });
  return findings.list();
}
