/** How the data spells the types of events. Language reference, section 9. */
import type { Schema } from '../../plan/plan.ts';
import type { Dialect } from './dialect.ts';
import { folded } from './source.ts';
import type { Sql } from './sql.ts';

export class EventTypes {
  readonly #spellings: readonly (readonly string[])[];
  readonly #dialect: Dialect;
  /** As they are declared, with the folded form of each. */
  readonly written: ReadonlyMap<string, string>;

  constructor(schema: Schema, dialect: Dialect) {
    this.#dialect = dialect;
    this.written = new Map(schema.events.flatMap((event) => [...event.spellings, event.name].map((spelling) => [spelling, folded(spelling)] as const)));
    // Spellings from `from` come before names, whichever type they are of.
    const owners = new Map<string, number>();
    const add = (spelling: string, index: number): void => {
      if (!owners.has(folded(spelling))) owners.set(folded(spelling), index);
    };
    schema.events.forEach((event, index) => event.spellings.forEach((spelling) => add(spelling, index)));
    schema.events.forEach((event, index) => add(event.name, index));
    this.#spellings = schema.events.map((_event, index) => [...owners].filter(([, owner]) => owner === index).map(([spelling]) => spelling));
  }

  /** The folded spellings of some types. */
  spellings(indexes: readonly number[]): readonly string[] {
    return indexes.flatMap((index) => this.#spellings[index]!);
  }

  /** Whether an event is of one of the types. */
  isOne(type: Sql, indexes: readonly number[]): Sql {
    return this.#dialect.isOneOf(type, this.spellings(indexes).map((spelling) => this.#dialect.text(spelling)));
  }
}
