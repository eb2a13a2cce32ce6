import type { Claimed, ClaimRequest, LeasedDelivery } from "./queue.ts";

/** A claim costs as much as some hundred deliveries more: it is worth that once this share of the slots is free. */
const CLAIM_SHARE = 0.25;
/** The last slots are for endpoints that have nothing in flight: many that hang must not take them all. */
const SHARED_SHARE = 0.75;
/** So long, at most, what ends is gathered before endpoints that were full are claimed for again. */
const GATHER_MS = 5;
/** The same for a claim that there is little room for: most of the slots may be taken for long, by what hangs. */
const CRAMPED_MS = 25;

/** What is in flight in this process, and when another claim is worth its while. */
export class Flights {
  readonly #concurrency: number;
  readonly #onRoom: () => void;
  readonly #perEndpoint = new Map<string, number>();
  #count = 0;
  /** Endpoints of which a delivery has landed since the last claim was asked for. */
  readonly #landed = new Set<string>();
  #last: Pick<Claimed, "isMoreDue" | "fullEndpoints"> = { isMoreDue: false, fullEndpoints: new Set() };
  /** How many slots of endpoints that were full have come free. */
  #freed = 0;
  #gathering: NodeJS.Timeout | null = null;

  /**
   * @param concurrency the most deliveries in flight in this process.
   * @param onRoom called when there is room for what the last claim had to leave.
   */
  constructor(concurrency: number, onRoom: () => void) {
    this.#concurrency = concurrency;
    this.#onRoom = onRoom;
  }

  /** How many deliveries are in flight. */
  get count(): number {
    return this.#count;
  }

  /** Whether anything can be claimed at all. */
  get hasSlots(): boolean {
    return this.#count < this.#concurrency;
  }

  /** Whether another claim would find more, and has room for enough of it. */
  get isClaimWorthwhile(): boolean {
    return this.#last.isMoreDue && this.#sharedLimit >= this.#worthwhile;
  }

  /** Whether another claim would find more than there is room for, by far. */
  get isCramped(): boolean {
    return this.#last.isMoreDue && this.#sharedLimit < this.#worthwhile;
  }

  /** Asks for as much as there is room for. */
  request(): ClaimRequest {
    this.#landed.clear();
    return {
      limit: this.#concurrency - this.#count,
      sharedLimit: this.#sharedLimit,
      inFlight: new Map(this.#perEndpoint),
    };
  }

  /** Takes in what a claim came to. */
  board({ deliveries, isMoreDue, fullEndpoints }: Claimed): void {
    for (const { endpointId } of deliveries) {
      this.#perEndpoint.set(endpointId, (this.#perEndpoint.get(endpointId) ?? 0) + 1);
    }
    this.#count += deliveries.length;
    this.#last = { isMoreDue, fullEndpoints };
    this.#freed = 0;
    for (const endpointId of this.#landed) this.#free(endpointId);
  }

  /** Lets go of a delivery whose attempt is over. */
  land({ endpointId }: LeasedDelivery): void {
    this.#count -= 1;
    const left = (this.#perEndpoint.get(endpointId) ?? 1) - 1;
    if (left > 0) this.#perEndpoint.set(endpointId, left);
    else this.#perEndpoint.delete(endpointId);
    this.#landed.add(endpointId);
    this.#free(endpointId);
    if (this.#last.isMoreDue && this.#sharedLimit === this.#worthwhile) this.#onRoom();
    if (this.isCramped) this.#gathering ??= setTimeout(() => this.#gathered(), CRAMPED_MS);
  }

  /** Forgets what it waits for. */
  close(): void {
    if (this.#gathering !== null) clearTimeout(this.#gathering);
  }

  /** A slot of an endpoint has come free: worth a claim, together with others, if it was full. */
  #free(endpointId: string): void {
    if (!this.#last.fullEndpoints.has(endpointId)) return;
    this.#freed += 1;
    if (this.#freed >= this.#count * CLAIM_SHARE) this.#gathered();
    else this.#gathering ??= setTimeout(() => this.#gathered(), GATHER_MS);
  }

  #gathered(): void {
    if (this.#gathering !== null) clearTimeout(this.#gathering);
    this.#gathering = null;
    this.#freed = 0;
    this.#onRoom();
  }

  get #sharedLimit(): number {
    return Math.max(0, Math.ceil(this.#concurrency * SHARED_SHARE) - this.#count);
  }

  get #worthwhile(): number {
    return Math.max(1, Math.floor(this.#concurrency * CLAIM_SHARE));
  }
}
