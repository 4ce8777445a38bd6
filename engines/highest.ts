import type { Result } from '../runtime/result.ts';

/** Keeps the leads with the highest scores. Leads of one score stay in the order in which they come. */
export class Highest {
  readonly results: Result[] = [];
  readonly #rows: number;

  constructor(rows: number) {
    this.#rows = rows;
  }

  add(result: Result): void {
    const { results } = this;
    if (results.length === this.#rows && (this.#rows === 0 || result.score <= results[this.#rows - 1]!.score)) return;
    const place = results.findIndex((other) => other.score < result.score);
    results.splice(place === -1 ? results.length : place, 0, result);
    if (results.length > this.#rows) results.pop();
  }
}
