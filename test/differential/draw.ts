/** Choices at random. */
import type { Random } from 'fast-check';

export class Draw {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /** A whole number between both, ends included. */
  integer(low: number, high: number): number {
    return this.#random.nextInt(low, high);
  }

  /** True once in so many times. */
  oneIn(times: number): boolean {
    return this.#random.nextInt(1, times) === 1;
  }

  pick<Choice>(choices: readonly Choice[]): Choice {
    return choices[this.#random.nextInt(0, choices.length - 1)]!;
  }

  /** One of the choices, each as often as its weight says. */
  weighted<Choice>(choices: readonly (readonly [number, Choice])[]): Choice {
    let left = this.#random.nextInt(1, choices.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, choice] of choices) {
      left -= weight;
      if (left <= 0) return choice;
    }
    return choices[0]![1];
  }

  /** Some of the choices, in their order. */
  some<Choice>(choices: readonly Choice[], low: number, high: number): Choice[] {
    const taken = new Set<number>();
    const count = Math.min(choices.length, this.integer(low, high));
    while (taken.size < count) taken.add(this.integer(0, choices.length - 1));
    return choices.filter((_choice, index) => taken.has(index));
  }

  times<Made>(low: number, high: number, make: (index: number) => Made): Made[] {
    return Array.from({ length: this.integer(low, high) }, (_, index) => make(index));
  }
}
