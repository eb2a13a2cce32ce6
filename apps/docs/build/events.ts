import { DOCS_BASE } from "@wth/server/docs/address.ts";
import { resolve, webhooks } from "./contract.ts";
import { fieldList } from "./fields.ts";
import { at } from "./json.ts";
import { blocks, jsonBlock, line, prose, table } from "./markdown.ts";
import { webhookSlug } from "./reference-pages.ts";

/** Whose webhooks: those of an integration, or those of a partner. */
export type Audience = "integration" | "partner";

const PARTNER = "partner.";

/** The webhooks of one audience. */
export function webhooksOf(audience: Audience) {
  return webhooks.filter(({ path }) => path.startsWith(PARTNER) === (audience === "partner"));
}

/** Every event with the sentence that says when it fires. */
export function eventsTable(audience: Audience): string {
  const rows = webhooksOf(audience).map((webhook) => {
    const type = typeOf(webhook.path);
    return [`[\`${type}\`](${DOCS_BASE}/${webhookSlug(webhook)})`, line(webhook.description)];
  });
  return table(["Event", "When"], rows);
}

/** Every event by namespace: when it fires, what `data` holds, a sample, its schema. */
export function eventSections(): string {
  const all = webhooksOf("integration");
  const namespaces = [...new Set(all.map(({ path }) => path.split(".")[0] ?? ""))];
  return blocks(
    ...namespaces.flatMap((namespace) => [
      `## ${namespace[0]?.toUpperCase()}${namespace.slice(1)} events`,
      ...all
        .filter(({ path }) => path.startsWith(`${namespace}.`))
        .map((webhook) => {
          const sample = webhook.body?.examples[0]?.value;
          return blocks(
            `### ${webhook.path}`,
            prose(webhook.description),
            jsonBlock(sample, webhook.body?.component),
            "Fields of `data`:",
            fieldList(at(resolve(webhook.body?.schema), "properties", "data"), "received"),
            `[All fields and headers](${DOCS_BASE}/${webhookSlug(webhook)})`,
          );
        }),
    ]),
  );
}

function typeOf(path: string): string {
  return path.startsWith(PARTNER) ? path.slice(PARTNER.length) : path;
}
