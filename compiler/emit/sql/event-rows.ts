/** Which rows of events some rule could count, seen before anything is read of them: by type, and by the widest window of their type. */
import type { Stream } from '../../plan/plan.ts';
import type { Dialect } from './dialect.ts';
import type { EventTypes } from './event-types.ts';
import type { ReadingRules } from './read-relation.ts';
import { ownColumn, type Column, type Relation } from './source.ts';
import { and, not, or, sql, type Sql } from './sql.ts';

export const everyTime = -1;
const firstInstant = Date.parse('0001-01-01T00:00:00.000Z');

interface TextColumns {
  readonly type: Sql;
  readonly at: Sql;
}

interface TimestampColumn {
  readonly column: Column;
  /** The time stamp of epoch milliseconds, and back. */
  readonly of: (milliseconds: Sql) => Sql;
  readonly milliseconds: (cell: Sql) => Sql;
}

export class EventRows {
  /** By the folded spelling of each type: the widest window in which some definition wants it. */
  readonly windows = new Map<string, number>();
  /** How definitions spell types, and the folded form of each. */
  readonly written = new Map<string, string>();
  readonly #dialect: Dialect;
  readonly #relation: Relation;
  readonly #rules: ReadingRules;
  readonly #now: Sql;

  constructor(dialect: Dialect, relation: Relation, rules: ReadingRules, now: Sql) {
    this.#dialect = dialect;
    this.#relation = relation;
    this.#rules = rules;
    this.#now = now;
  }

  /** Events of these types are wanted as far back as the window reaches; `null` for ever. */
  want(types: EventTypes, stream: Stream): void {
    for (const [spelling, form] of types.written) this.written.set(spelling, form);
    for (const spelling of types.spellings(stream.events)) {
      const known = this.windows.get(spelling);
      const window = stream.window ?? everyTime;
      this.windows.set(spelling, known === undefined ? window : known === everyTime || window === everyTime ? everyTime : Math.max(known, window));
    }
  }

  /** Where the database has time stamps, they are compared as such, so that it can leave whole parts of the data unread. */
  filter(): Sql | undefined {
    if (this.texts !== undefined) return this.#textFilter(this.texts);
    const at = ownColumn(this.#relation, 'at');
    if (at === undefined || at.form !== 'timestamp' && at.form !== 'timestamp with time zone') return undefined;
    const column = this.asTimestamp(this.#dialect.quoted(at.name), at);
    const isLocal = at.form === 'timestamp';
    // Local times are never a day off; what lets through a little more costs little.
    const margin = isLocal && this.#rules.zone !== 'UTC' ? 86_400_000 : 0;
    const timestamp = (milliseconds: Sql): Sql => isLocal ? this.#dialect.localTimestamp(milliseconds) : this.#dialect.instantTimestamp(milliseconds);
    const windows = [...this.windows.values()];
    const until = sql`${column} < ${timestamp(sql`${this.#now} + ${1 + margin}`)}`;
    const isExact = this.timestamp !== undefined;
    if (windows.length === 0 || windows.includes(everyTime)) {
      return isExact ? and([sql`${column} >= ${timestamp(sql`${firstInstant}`)}`, until]) : until;
    }
    const from = sql`${this.#now} - ${Math.max(...windows) - 1 + margin}`;
    return and([sql`${column} >= ${timestamp(isExact ? this.#dialect.greatest(from, sql`${firstInstant}`) : from)}`, until]);
  }

  asTimestamp(value: Sql, { form }: Column): Sql {
    return this.#dialect.asTimestamp?.(value, form === 'timestamp') ?? value;
  }

  /** Whether a row of texts may count, seen from its letters: most types are spelled as in the definition, most times as in ISO 8601. */
  #textFilter({ type, at }: TextColumns): Sql {
    const dialect = this.#dialect;
    const spelled = (isWanted: boolean): Sql[] =>
      [...this.written].filter(([spelling, form]) => spelling !== '' && this.windows.has(form) === isWanted).map(([spelling]) => dialect.text(spelling));
    const ofType = or([dialect.isOneOf(type, spelled(true)), not(dialect.isOneOf(type, spelled(false)))]);
    const windows = [...this.windows.values()];
    if (windows.length === 0 || windows.includes(everyTime)) return ofType;
    const widest = Math.max(...windows);
    const isLate = (window: number): Sql =>
      // A day for the time zone of the text, and one for the rest of the day that its first letters name.
      or([sql`${at} >= ${dialect.dayText!.of(sql`${this.#now} - ${window + 2 * 86_400_000}`)}`, dialect.dayText!.mayHaveNone(at)]);
    // Of types with a narrower window, older rows are left out, too: what is left is gathered by lead.
    const narrower = [...new Set(windows)].filter((window) => window < widest).sort((first, second) => first - second).map((window) => {
      const types = [...this.written].filter(([spelling, form]) => spelling !== '' && this.windows.get(form) === window).map(([spelling]) => dialect.text(spelling));
      return or([isLate(window), not(dialect.isOneOf(type, types))]);
    });
    return and([isLate(widest), ofType, ...narrower]);
  }

  /** The columns of `type` and `at`, where both are texts of a file and the database can tell from their letters what surely does not count. */
  get texts(): TextColumns | undefined {
    const [type, at] = [ownColumn(this.#relation, 'type'), ownColumn(this.#relation, 'at')];
    if (this.#dialect.dayText === undefined || type?.form !== 'text' || at?.form !== 'text') return undefined;
    return { type: this.#dialect.quoted(type.name), at: this.#dialect.quoted(at.name) };
  }

  /** The column of `at`, where it can be compared as it is, and the value for epoch milliseconds. */
  get timestamp(): TimestampColumn | undefined {
    const column = ownColumn(this.#relation, 'at');
    const dialect = this.#dialect;
    if (column === undefined || !dialect.exactTimestamps) return undefined;
    if (column.form === 'timestamp with time zone') {
      return { column, of: (milliseconds) => dialect.instantTimestamp(milliseconds), milliseconds: (cell) => dialect.instantMilliseconds(cell) };
    }
    if (column.form !== 'timestamp' || this.#rules.zone !== 'UTC') return undefined;
    return { column, of: (milliseconds) => dialect.localTimestamp(milliseconds), milliseconds: (cell) => dialect.localMilliseconds(cell) };
  }
}
