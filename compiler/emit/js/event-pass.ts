/**
 * The pass over the events of a lead: what is to be counted, remembered and collected, and the loops that do it. One loop;
 * two where some section begins `after last`, whose instant must be known first.
 */
import type { OccurrenceRule, Plan, PropertySubject, Stream } from '../../plan/plan.ts';
import { indented, literal, nameEnd, shortDuration } from './code.ts';
import { testCode } from './emit-test.ts';
import { conditionCode } from './emit-condition.ts';
import type { ModuleParts } from './module-parts.ts';
import { isOwnNameOfEvents } from './own-names.ts';
import { viewAs, type viewOf } from './views.ts';

/** First instant of the year 1, less one; last of the year 9999. */
const before = -62_135_596_800_001;
const last = 253_402_300_799_999;

/** More event types than this are told apart by a map to small integers: a `switch` on texts compares them one by one. */
const longestSwitch = 12;

/** Gives the local that holds a property of the event at hand. */
export type PropertyReader = (subject: PropertySubject, path: boolean, as?: 'raw' | 'lower case') => { readonly name: string; readonly form: ReturnType<typeof viewOf>['form'] };

interface Sink {
  readonly declare: readonly string[];
  readonly collect: (read: PropertyReader) => readonly string[];
}

export class EventPass {
  readonly #plan: Plan;
  readonly #parts: ModuleParts;
  /** By stream, then by what it is for. */
  readonly #sinks = new Map<number, Map<string, Sink>>();

  constructor(plan: Plan, parts: ModuleParts) {
    this.#plan = plan;
    this.#parts = parts;
  }

  /** The local that counts the stream's events. */
  count(stream: number): string {
    const name = `count_${stream}`;
    return this.#sink(stream, name, [`let ${name} = 0;`], () => [`${name} += 1;`]);
  }

  /** The local of the latest instant; `-Infinity` if there is none. */
  latest(stream: number): string {
    const name = `latest_${stream}`;
    return this.#sink(stream, name, [`let ${name} = -Infinity;`], () => [`if (at > ${name}) ${name} = at;`]);
  }

  /** The expression of the number of different days, weeks or months. */
  units(stream: number, unit: 'day' | 'week' | 'month'): string {
    const name = `${unit}s_${stream}`;
    return this.#set(stream, name, () => [`(${name} ??= new Set()).add(${this.unitFunction(unit)}(at));`]);
  }

  /** The expression of the number of different values of a property. */
  distinct(stream: number, property: PropertySubject, id: number): string {
    const name = `distinct_${id}`;
    return this.#set(stream, name, (read) => {
      // Unknown spellings of countries and members count by their normal form, as texts do.
      const held = read(asTextWhereMember(property), false);
      const add = `(${name} ??= new Set()).add`;
      const known = held.form === 'number' ? `${held.name} === ${held.name}` : held.form === 'text' ? `${held.name} !== ''` : `${held.name} !== undefined`;
      return [`if (${known}) ${add}(${held.name});`];
    });
  }

  /** The locals of a sum: what numbers hold exactly, and what went beyond that. */
  total(stream: number, property: PropertySubject, id: number): { readonly sum: string; readonly more: string } {
    const [sum, more] = [`sum_${id}`, `more_${id}`];
    this.#sink(stream, sum, [`let ${sum} = 0;`, `let ${more} = 0n;`], (read) => {
      const { name } = read(property, false);
      const amount = property.type.kind === 'duration' ? name : `${this.#parts.helper('tenThousandths')}(${name})`;
      return [
        `if (${name} === ${name}) ${sum} += ${amount};`,
        `if (${sum} > 4e15 || ${sum} < -4e15) {`,
        `  ${more} += BigInt(${sum});`,
        `  ${sum} = 0;`,
        '}',
      ];
    });
    return { sum, more };
  }

  /** Runs `collect` with the points of the case that takes the event. Gives back `name`. */
  gather(rule: OccurrenceRule, id: number, name: string, declare: readonly string[], collect: (points: number) => readonly string[]): string {
    return this.#sink(rule.stream, `rule ${id}`, declare, (read) => {
      const lines: string[] = [];
      for (const { test, points } of rule.cases) {
        const otherwise = lines.length > 0;
        if (test === null) {
          lines.push(...(otherwise ? ['else {', ...indented(collect(points)), '}'] : collect(points)));
          break;
        }
        const code = testCode(this.#parts, test, (path, as) => read(rule.property!, path, as));
        lines.push(`${otherwise ? 'else ' : ''}if (${code}) {`, ...indented(collect(points)), '}');
      }
      return lines;
    }, name);
  }

  /** A function from instants to the number of the day, week or month. */
  unitFunction(unit: 'day' | 'week' | 'month'): string {
    const day = this.#plan.timezone === 'UTC'
      ? this.#parts.helper('utcDay')
      : this.#parts.constant('dayOf', `${this.#parts.helper('zoneDay')}(${literal(this.#plan.timezone)})`);
    if (unit === 'day') return day;
    return this.#parts.constant(`${unit}Of`, `${this.#parts.helper(unit === 'week' ? 'weekOf' : 'monthOf')}(${day})`);
  }

  /** Declarations and loops. Nothing may be asked of the pass after this. */
  code(): string[] {
    const streams = [...this.#sinks.keys()];
    const cuts = new Set(streams.map((stream) => this.#plan.streams[stream]!.cut).filter((cut) => cut !== null));
    cuts.forEach((cut) => this.latest(cut));
    const first = new Map<number, Map<string, Sink>>();
    const second = new Map<number, Map<string, Sink>>();
    for (const [stream, sinks] of this.#sinks) {
      for (const [name, sink] of sinks) {
        const pass = cuts.has(stream) && name === `latest_${stream}` ? first : second;
        if (!pass.has(stream)) pass.set(stream, new Map());
        pass.get(stream)!.set(name, sink);
      }
    }
    if (first.size + second.size === 0) return [];
    const declared = [...this.#sinks.values()].flatMap((sinks) => [...sinks.values()].flatMap((sink) => sink.declare));
    const windows = [...new Set([...first.keys(), ...second.keys()].map((stream) => this.#plan.streams[stream]!.window))];
    return [
      'const list = Array.isArray(events) ? events : [];',
      ...windows.filter((window) => window !== null).sort((left, right) => left - right).map((window) => `const ${afterName(window)} = now - ${window};`),
      ...declared,
      ...this.#loop(first),
      ...this.#loop(second),
    ];
  }

  #sink(stream: number, key: string, declare: readonly string[], collect: Sink['collect'], name = key): string {
    const sinks = this.#sinks.get(stream) ?? new Map<string, Sink>();
    this.#sinks.set(stream, sinks);
    if (!sinks.has(key)) sinks.set(key, { declare, collect });
    return name;
  }

  #set(stream: number, name: string, collect: Sink['collect']): string {
    this.#sink(stream, name, [`let ${name} = null;`], collect);
    return `(${name} === null ? 0 : ${name}.size)`;
  }

  #loop(sinks: ReadonlyMap<number, ReadonlyMap<string, Sink>>): string[] {
    if (sinks.size === 0) return [];
    const windows = [...sinks.keys()].map((stream) => this.#plan.streams[stream]!.window);
    const widest = windows.includes(null) ? null : Math.max(...windows.map((window) => window!));
    const start = widest === null ? `${before}` : `Math.max(${afterName(widest)}, ${before})`;
    return [
      '{',
      `  const start = ${start};`,
      `  const end = Math.min(now, ${last});`,
      '  for (let index = 0; index < list.length; index += 1) {',
      '    const event = list[index];',
      '    const at = event.at;',
      "    if (!(at > start && at <= end) || typeof at !== 'number') continue;",
      ...indented(this.#switch(sinks, widest), 2),
      '  }',
      '}',
    ];
  }

  #switch(sinks: ReadonlyMap<number, ReadonlyMap<string, Sink>>, widest: number | null): string[] {
    const names = this.#plan.schema.events.map((event) => event.name);
    const types = [...new Set([...sinks.keys()].flatMap((stream) => this.#plan.streams[stream]!.events))].sort((left, right) => left - right);
    // Types with the same body share it.
    const bodies = new Map<string, string[]>();
    for (const type of types) {
      const body = this.#body([...sinks].filter(([stream]) => this.#plan.streams[stream]!.events.includes(type)), widest).join('\n');
      bodies.set(body, [...(bodies.get(body) ?? []), names[type]!]);
    }
    const integers = types.length > longestSwitch;
    const map = integers ? this.#parts.constant('kinds', `new Map(${literal(types.map((type, index) => [names[type], index]))})`) : '';
    const integerOf = new Map(types.map((type, index) => [names[type]!, index]));
    const lines = [integers ? `switch (${map}.get(event.type)) {` : 'switch (event.type) {'];
    for (const [body, labels] of bodies) {
      labels.forEach((label, index) => {
        const head = integers ? `case ${integerOf.get(label)}: // ${nameEnd(label)}` : `case ${literal(label)}:`;
        const opens = index === labels.length - 1;
        lines.push(`  ${opens && integers ? head.replace(':', ': {') : head + (opens ? ' {' : '')}`);
      });
      lines.push(...indented(body.split('\n'), 2), '    break;', '  }');
    }
    lines.push('}');
    return lines;
  }

  /** What an event of one type does. Streams of one window and cut share one guard. */
  #body(sinks: readonly (readonly [number, ReadonlyMap<string, Sink>])[], widest: number | null): string[] {
    const guards = new Map<string, (readonly [Stream, ReadonlyMap<string, Sink>])[]>();
    for (const [index, ofStream] of sinks) {
      const stream = this.#plan.streams[index]!;
      const guard = [
        ...(stream.window === null || stream.window === widest ? [] : [`at > ${afterName(stream.window)}`]),
        ...(stream.cut === null ? [] : [`at > latest_${stream.cut}`]),
      ].join(' && ');
      guards.set(guard, [...(guards.get(guard) ?? []), [stream, ofStream]]);
    }
    let outer: ReadonlyMap<string, string> = new Map();
    const lines: string[] = [];
    // What needs no guard first: its locals serve the others.
    for (const guard of [...guards.keys()].sort((left, right) => left.length - right.length)) {
      const locals = new Map<string, string>();
      const read: PropertyReader = (subject, path, as) => {
        const view = viewAs(this.#parts, as, subject, path);
        const code = view.read(isOwnNameOfEvents(subject.name) ? `event.properties?.${subject.name}` : `event.${subject.name}`);
        // A type of events has one property of a name, and a name is a word: what the suffix tells apart is all that can differ.
        const name = `event_${nameEnd(subject.name)}${view.suffix}`;
        if (!outer.has(name)) locals.set(name, code);
        return { name, form: view.form };
      };
      const statements = guards.get(guard)!.flatMap(([stream, ofStream]) => this.#streamBody(stream, ofStream, read));
      const declarations = [...locals].map(([name, code]) => `const ${name} = ${code};`);
      if (guard === '') {
        outer = locals;
        lines.push(...declarations, ...statements);
      } else {
        lines.push(`if (${guard}) {`, ...indented([...declarations, ...statements]), '}');
      }
    }
    return lines;
  }

  #streamBody(stream: Stream, sinks: ReadonlyMap<string, Sink>, read: PropertyReader): string[] {
    const statements = [...sinks.values()].flatMap((sink) => sink.collect(read));
    if (stream.filter === null) return statements;
    const filter = conditionCode(stream.filter, {
      test: (subject, test) => {
        if (subject.kind !== 'property') throw new Error(`a filter that asks of ${subject.kind}`);
        return testCode(this.#parts, test, (path, as) => read(subject, path, as));
      },
      other: (condition) => {
        throw new Error(`a filter that asks of ${condition.kind}`);
      },
    });
    return [`if (${filter}) {`, ...indented(statements), '}'];
  }
}

export function afterName(window: number): string {
  return `after_${shortDuration(window)}`;
}

function asTextWhereMember(property: PropertySubject): PropertySubject {
  const { type } = property;
  return type.kind === 'country' || type.kind === 'one of' ? { ...property, type: { kind: 'text' } } : property;
}

