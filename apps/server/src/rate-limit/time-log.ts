/** Times in the order in which they were noted; the oldest go first. Both ends cost the same, however long it is. */
export class TimeLog {
  #times: number[] = [];
  /** How many at the front have gone already. */
  #gone = 0;

  get size(): number {
    return this.#times.length - this.#gone;
  }

  /** The time at a place, counted from the oldest, which is 0. */
  at(index: number): number | undefined {
    return index < 0 ? undefined : this.#times[this.#gone + index];
  }

  get newest(): number | undefined {
    return this.at(this.size - 1);
  }

  add(time: number): void {
    this.#times.push(time);
  }

  /** Lets the oldest go for as long as `isPast` holds of them. */
  forgetWhile(isPast: (time: number) => boolean): void {
    let first = this.at(0);
    while (first !== undefined && isPast(first)) {
      this.#gone += 1;
      first = this.at(0);
    }
    // Moving what is left only once half has gone makes it one move for each time noted.
    if (this.#gone * 2 < this.#times.length) return;
    this.#times = this.#times.slice(this.#gone);
    this.#gone = 0;
  }
}
