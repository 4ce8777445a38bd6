import type { Plan } from '../../compiler/plan/plan.ts';
import type { DataReport } from '../data-report.ts';
import type { Cell } from './read-result.ts';

/** Types beyond these are counted together: a column that holds no types at all would fill the memory with its values. */
const mostNames = 10_000;

/** The rows of `emitDataReport` as a report. */
export class ReportRows {
  readonly #counts = new Map<string, Map<string, number>>();

  add([kind, name, count]: readonly Cell[]): void {
    if (Number(count) === 0) return;
    let ofKind = this.#counts.get(String(kind));
    if (ofKind === undefined) this.#counts.set(String(kind), (ofKind = new Map()));
    const key = ofKind.size < mostNames || ofKind.has(String(name)) ? String(name) : '…';
    ofKind.set(key, (ofKind.get(key) ?? 0) + Number(count));
  }

  report(plan: Plan, leadRows: number, eventRows: number | undefined): DataReport {
    const of = (kind: string): ReadonlyMap<string, number> => this.#counts.get(kind) ?? new Map<string, number>();
    const carried = of('with property');
    return {
      leadRows,
      eventRows,
      unknownEventTypes: of('unknown type'),
      duplicateEvents: of('repeated event').get('') ?? 0,
      eventsWithoutLead: of('event without lead').get('') ?? 0,
      unknownSpellings: of('unknown spelling'),
      earlyTimes: of('early time'),
      propertiesWithoutValues: plan.schema.events.filter(({ name }) => of('of type').has(name)).flatMap((event) =>
        event.properties.filter(({ name, used }) => used && !carried.has(`${event.name}.${name}`)).map(({ name }) => `${event.name}.${name}`)),
    };
  }
}
