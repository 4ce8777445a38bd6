/**
 * Events that are not looked into: how often they came, how long ago, and what rules pay for them is left open, within what
 * is certain anyway. Much can be proved without them, and in a small part of the time.
 */
import type { Definition, OccurrenceRule, Selector, Subject } from '../../compiler/check/checked.ts';
import { boundsOf } from '../../compiler/reason/bounds.ts';
import { selectorKey, subjectKey } from '../../compiler/reason/keys.ts';
import type { Reasoner } from '../../compiler/reason/reasoner.ts';
import { boundsIfPossible } from '../../compiler/reason/rule-bounds.ts';
import type { Asked } from './asked.ts';
import { and, compare, implies, int } from './smt.ts';
import type { Term } from './smt.ts';
import type { Space } from './space.ts';

type Measure = Extract<Subject, { kind: 'count' | 'days' | 'distinct' | 'total' }>;

export class OpenEvents {
  private readonly names: ReadonlySet<string>;
  private readonly definition: Definition;
  private reasoner: Reasoner | undefined;
  private readonly byKey = new Map<string, Term>();
  private readonly counts = new Map<string, { readonly window: number; readonly value: Term }[]>();

  /** @param names of event types, in lower case */
  constructor(definition: Definition, names: ReadonlySet<string>) {
    this.definition = definition;
    this.names = names;
  }

  isOpen(selector: Selector): boolean {
    return selector.events.some(({ name }) => this.names.has(name.toLowerCase())) || (selector.cut !== undefined && this.isOpen(selector.cut));
  }

  amount(space: Space, subject: Measure): Term {
    if (subject.kind === 'count') return this.count(space, subject.selector);
    return this.once(subjectKey(subject), () => {
      const value = space.script.fresh('Int', subject.kind);
      const count = this.count(space, subject.selector);
      if (subject.kind === 'total') space.script.assert(implies(compare('=', count, '0'), compare('=', value, '0')));
      else {
        space.script.assert(and([compare('>=', value, '0'), compare('<=', value, count)]));
        if (subject.kind === 'days') space.script.assert(implies(compare('>', count, '0'), compare('>', value, '0')));
      }
      return value;
    });
  }

  since(space: Space, selector: Selector): { readonly value: Term; readonly known: Term } {
    const count = this.count(space, selector);
    const value = this.once(`since ${selectorKey(selector)}`, () => {
      const since = space.script.fresh('Int', 'since');
      space.script.assert(compare('>=', since, '0'));
      // The latest in a window is the latest of all.
      if (selector.window !== undefined) space.script.assert(implies(compare('>', count, '0'), compare('<', since, int(selector.window))));
      return since;
    });
    return { value, known: compare('>', count, '0') };
  }

  /** What it pays where its `when` holds. */
  pays(space: Space, rule: OccurrenceRule): Term {
    this.reasoner ??= boundsOf(this.definition).reasoner;
    const { least, most, step } = boundsIfPossible(rule, this.reasoner, this.definition.timezone);
    const steps = space.script.fresh('Int', 'paid');
    const paid = step === 1 ? steps : `(* ${step} ${steps})`;
    const none = compare('=', this.count(space, { ...rule.selector, window: undefined }), '0');
    space.script.assert(and([compare('>=', paid, int(least)), compare('<=', paid, int(most)), implies(none, compare('=', paid, '0'))]));
    return paid;
  }

  /** The wider the window, the more events; and fewer that pass a filter, or come after something. */
  private count(space: Space, selector: Selector): Term {
    return this.once(`count ${selectorKey(selector)}`, () => {
      const value = space.script.fresh('Int', 'count');
      space.script.assert(compare('>=', value, '0'));
      const key = selectorKey({ ...selector, window: undefined });
      const others = this.counts.get(key) ?? [];
      const window = selector.window ?? Infinity;
      for (const other of others) space.script.assert(window < other.window ? compare('<=', value, other.value) : compare('>=', value, other.value));
      this.counts.set(key, [...others, { window, value }]);
      if (selector.cut !== undefined) space.script.assert(compare('<=', value, this.count(space, { ...selector, cut: undefined })));
      if (selector.filter !== undefined) space.script.assert(compare('<=', value, this.count(space, { ...selector, filter: undefined })));
      return value;
    });
  }

  private once(key: string, make: () => Term): Term {
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.byKey.set(key, made);
    return made;
  }
}

/** Without what is asked of these events, whose names are in lower case. */
export function withoutEvents(asked: Asked, names: ReadonlySet<string>): Asked {
  return { fields: asked.fields, events: new Map([...asked.events].filter(([name]) => !names.has(name))) };
}
