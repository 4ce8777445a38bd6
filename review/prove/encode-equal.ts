/** Rules and tests of which only that is said that they are the same wherever they stand. */
import type { Rule } from '../../compiler/check/checked.ts';
import { mostPoints } from '../../compiler/reason/points-range.ts';
import { plainBounds } from './equal-parts.ts';
import { and, compare, int } from './smt.ts';
import type { Term } from './smt.ts';
import type { Space } from './space.ts';

/** The key of a rule that pays nothing, whatever the lead. */
export const paysNothing = 'nothing';

/** What it pays is the same, and within what its points allow. */
export function equalRule(space: Space, key: string, rule: Rule): Term {
  if (key === paysNothing) return '0';
  const known = space.equal.get(`rule ${key}`);
  if (known !== undefined) return known;
  const paid = space.script.fresh('Int', 'equal');
  space.equal.set(`rule ${key}`, paid);
  const { least = -mostPoints, most = mostPoints } = plainBounds(rule);
  space.script.assert(and([compare('>=', paid, int(least)), compare('<=', paid, int(most))]));
  return paid;
}

export function equalTest(space: Space, key: string): Term {
  const known = space.equal.get(`test ${key}`);
  if (known !== undefined) return known;
  const term = space.script.fresh('Bool', 'equal');
  space.equal.set(`test ${key}`, term);
  return term;
}
