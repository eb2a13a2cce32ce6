/** Why a kind of change breaks clients, and what to do instead. */
interface Rule {
  readonly why: string;
  readonly wayOut: string;
}

/**
 * The kinds of breaking change, after the changelog page's list ("What counts as a breaking change"): removing and
 * renaming; tightening; changing a meaning or a format. What the page does not spell out is judged by the same
 * question: does a client that works today still work tomorrow?
 */
export const rules = {
  removed: {
    why: "Clients that use it stop working.",
    wayOut: "Keep it; it can be marked as deprecated.",
  },
  renamed: {
    why: "Clients know the old name only.",
    wayOut: "Keep the old one, and add the new one beside it.",
  },
  tightened: {
    why: "What used to be accepted is refused.",
    wayOut: "Accept what was accepted before.",
  },
  unreliable: {
    why: "Clients rely on it being there.",
    wayOut: "Send it always, as before.",
  },
  widened: {
    why: "Clients meet something that they were told cannot come.",
    wayOut: "Keep to the old values and form, and add a new field for what is new.",
  },
  repurposed: {
    why: "The same thing means something else.",
    wayOut: "Keep the meaning, and give the new one a name of its own.",
  },
  costlier: {
    why: "The same traffic now meets the rate limit.",
    wayOut: "Keep the cost.",
  },
  locked: {
    why: "Callers that were let in are turned away.",
    wayOut: "Go on accepting what was accepted.",
  },
  unjudged: {
    why: "Whether clients notice cannot be told from the document.",
    wayOut: "Undo it, or teach packages/contract/compatibility how to judge it.",
  },
} as const satisfies Readonly<Record<string, Rule>>;

/** The kind of a breaking change. */
export type RuleName = keyof typeof rules;

/** One breaking change. */
export interface Finding {
  readonly rule: RuleName;
  /** What is affected, as a reader of the docs names it: `Order.total_amount`, `GET /orders`, `?limit of GET /orders`. */
  readonly where: string;
  /** What happened to it, in words that follow its name: `was removed`. */
  readonly what: string;
  /** The requests, responses and events that it reaches. */
  readonly usedIn: readonly string[];
}

/** Collects findings: the same change of a shared component is one finding, however many operations it reaches. */
export class Findings {
  readonly #found = new Map<string, { finding: Omit<Finding, "usedIn">; usedIn: Set<string> }>();

  /** @param usage the request, response or event that was being compared; null for what is not part of one. */
  add(finding: Omit<Finding, "usedIn">, usage: string | null): void {
    const key = JSON.stringify([finding.rule, finding.where, finding.what]);
    const entry = this.#found.get(key) ?? { finding, usedIn: new Set<string>() };
    if (usage !== null) entry.usedIn.add(usage);
    this.#found.set(key, entry);
  }

  /** All findings, in the order in which they were first made. */
  list(): Finding[] {
    return [...this.#found.values()].map(({ finding, usedIn }) => ({ ...finding, usedIn: [...usedIn] }));
  }
}

const SHOWN_USES = 3;

/** A finding as one line: where, what, why it breaks clients, the way out, and what it reaches. */
export function renderFinding({ rule, where, what, usedIn }: Finding): string {
  const { why, wayOut } = rules[rule];
  const elsewhere = usedIn.filter((usage) => !where.includes(usage));
  const more = elsewhere.length - SHOWN_USES;
  const shown = elsewhere.slice(0, SHOWN_USES).join(", ") + (more > 0 ? ` and ${more} more` : "");
  return `${where} ${what}. ${why} ${wayOut}${shown === "" ? "" : ` [${shown}]`}`;
}
