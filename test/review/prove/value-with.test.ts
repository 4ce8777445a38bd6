/** Lists and members that a proof asks for are made, and event types that nothing tells apart are one. */
import { expect, it } from 'vitest';
import { fieldSignature } from '../../../review/prove/kinds.ts';
import { askedOf, withoutTwins } from '../../../review/prove/asked.ts';
import { emptySituation } from '../../../review/prove/space.ts';
import { valueWith } from '../../../review/prove/value-with.ts';
import { definitionOf } from '../../check-text.ts';

const now = Date.UTC(2026, 0, 1);

/** A value for which exactly those tests hold that hold for `like`. */
function made(text: string, name: string, like: readonly string[]): unknown {
  const definition = definitionOf(text);
  const asked = askedOf([definition]).fields.get(name)!;
  const situation = { ...emptySituation(definition), now, lead: { id: '', fields: new Map([[name, like]]) } };
  return valueWith(asked, fieldSignature([...asked.tests.values()], situation), true, definition, now);
}

it('a list of countries far down the alphabet', () => {
  const text = 'vocabulary: lead markets list of country\nfit: markets has "United Kingdom" +1; markets has all of (GB, US) +2; markets not has any of (DE, ZA) +3\nmql when score > 1\n';
  expect(made(text, 'markets', ['GB'])).toEqual(['GB']);
  expect(made(text, 'markets', ['GB', 'US', 'ZA'])).toHaveLength(3);
});

it('a list with more elements than are tried together', () => {
  const words = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta'];
  const text = `fit: tech_stack has all of (${words.map((word) => `"${word}"`).join(', ')}) +1; tech_stack not has "eta" +1; tech_stack has "theta" +1\nmql when score > 1\n`;
  expect([...(made(text, 'tech_stack', words) as readonly string[])].sort()).toEqual([...words].sort());
});

it('a list that has one of two, and not both', () => {
  const text = 'fit: tech_stack has all of ("a", "b") +1; tech_stack has any of ("a", "b") +2\nmql when score > 1\n';
  expect(made(text, 'tech_stack', ['a'])).toHaveLength(1);
  expect(made(text, 'tech_stack', ['c'])).not.toBe('not made');
});

it('types of events that every selector takes together are one, and others are not', () => {
  const definition = definitionOf('s: activity +1 within 7d; webinar "a" +1; chat +2; (call or unsubscribe) +3\nmql when score > 1\n');
  const all = askedOf([definition]);
  const less = withoutTwins(all);
  const kept = [...less.events.keys()];
  expect(all.events.size).toBeGreaterThan(20);
  expect(kept).toEqual(expect.arrayContaining(['webinar', 'chat', 'call', 'unsubscribe']));
  // One more stands for all other kinds of activity.
  expect(kept).toHaveLength(5);
});
