import type { CustomerRow } from "@wth/database";

/**
 * Customers by what an upsert looks for, kept true while a batch changes them: so each upsert of it finds what it would
 * have found, had it been sent after the ones before.
 */
export class CustomerDirectory {
  readonly #byExternalId = new Map<string, CustomerRow>();
  readonly #byEmail = new Map<string, Set<CustomerRow>>();

  constructor(rows: Iterable<CustomerRow>) {
    for (const row of rows) this.#add(row);
  }

  /**
   * The customer that an upsert matches: the one with its external id, or else the one with its e-mail address, in
   * upper or lower case; of several with that address the one that was created first.
   */
  find({ external_id, email }: { external_id?: string; email?: string }): CustomerRow | undefined {
    const byExternalId = external_id === undefined ? undefined : this.#byExternalId.get(external_id);
    if (byExternalId !== undefined || email === undefined) return byExternalId;
    let first: CustomerRow | undefined;
    for (const row of this.#byEmail.get(email.toLowerCase()) ?? []) {
      if (first === undefined || row.created_at < first.created_at) first = row;
    }
    return first;
  }

  /** Puts a customer as it is now in the place of what it was; of a new one that is undefined. */
  replace(old: CustomerRow | undefined, row: CustomerRow): void {
    if (old !== undefined) this.#remove(old);
    this.#add(row);
  }

  #add(row: CustomerRow): void {
    if (row.external_id !== null) this.#byExternalId.set(row.external_id, row);
    if (row.email === null) return;
    const email = row.email.toLowerCase();
    const sharing = this.#byEmail.get(email);
    if (sharing === undefined) this.#byEmail.set(email, new Set([row]));
    else sharing.add(row);
  }

  #remove(row: CustomerRow): void {
    if (row.external_id !== null) this.#byExternalId.delete(row.external_id);
    if (row.email !== null) this.#byEmail.get(row.email.toLowerCase())?.delete(row);
  }
}
