/** What a definition compares with, so that data can be made that lies on the edges. */
import type { Kind } from './pool.ts';

export class Facts {
  /** Values as data has them, by kind. */
  readonly values = new Map<Kind, unknown[]>();
  /** Windows, cooldowns, ages: milliseconds. */
  readonly durations: number[] = [];
  readonly events = new Set<string>();
  readonly fields = new Set<string>();

  note(kind: Kind, ...values: readonly unknown[]): void {
    const known = this.values.get(kind);
    if (known === undefined) this.values.set(kind, [...values]);
    else known.push(...values);
  }
}
