/** The grammar itself. */
import { Alternation, getLookaheadPaths, Option, Repetition } from 'chevrotain';
import type { IProduction, Rule, TokenType } from 'chevrotain';
import { expect, test } from 'vitest';
import { FirstTokenLookahead } from '../../grammar/first-token-lookahead.ts';
import { DefinitionParser } from '../../grammar/parser.ts';
import { vocabulary } from '../../grammar/tokens.ts';

const parser = new DefinitionParser(false);
const rules = Object.values(parser.getGAstProductions());

test('the grammar passes the checks of Chevrotain, which reading skips', () => {
  expect(Object.keys(parser.getGAstProductions())).toContain('condition');
});

/** The alternations, options and repetitions of a rule, whatever they stand in. */
function choicesOf(definition: readonly IProduction[]): (Alternation | Option | Repetition)[] {
  return definition.flatMap((part) => {
    const inside = 'definition' in part && 'idx' in part && !('nonTerminalName' in part) ? choicesOf(part.definition as IProduction[]) : [];
    const alternatives = part instanceof Alternation ? part.definition.flatMap((alternative) => choicesOf((alternative as unknown as { definition: IProduction[] }).definition)) : [];
    const itself = part instanceof Alternation || part instanceof Option || part instanceof Repetition ? [part] : [];
    return [...itself, ...(part instanceof Alternation ? alternatives : inside)];
  });
}

/** Which of the alternatives Chevrotain's own paths leave for a token; gates are all open. */
function choicesByPaths(rule: Rule, choice: Alternation | Option | Repetition, type: TokenType): number[] {
  const prodType = choice instanceof Alternation ? 'Alternation' : choice instanceof Option ? 'Option' : 'Repetition';
  const paths = getLookaheadPaths({ rule, occurrence: choice.idx, prodType, maxLookahead: 1 });
  const takes = (expected: TokenType): boolean => expected === type || expected.categoryMatches?.includes(type.tokenTypeIdx!) === true;
  const alternatives = choice instanceof Alternation ? paths : paths.slice(0, 1);
  return alternatives.flatMap((sequences, index) => (sequences.some(([first]) => takes(first!)) ? [index] : []));
}

test('tables of first tokens choose as the paths of Chevrotain do', () => {
  const lookahead = new FirstTokenLookahead();
  let compared = 0;
  for (const rule of rules) {
    for (const choice of choicesOf(rule.definition)) {
      const options = { rule, prodOccurrence: choice.idx, maxLookahead: 1, dynamicTokensEnabled: false };
      for (const type of vocabulary) {
        const ahead = { LA: () => ({ tokenTypeIdx: type.tokenTypeIdx }) };
        const expected = choicesByPaths(rule, choice, type);
        const name = `${rule.name} ${choice.constructor.name} ${choice.idx} at ${type.name}`;
        if (choice instanceof Alternation) {
          const closed: number[] = [];
          // Each alternative that is chosen is closed, so that all come to light, in order.
          const alternatives = choice.definition.map((_, index) => ({ ALT: () => undefined, GATE: () => !closed.includes(index) }));
          const choose = lookahead.buildLookaheadForAlternation({ ...options, hasPredicates: true });
          for (let chosen = choose.call(ahead, alternatives); chosen !== undefined; chosen = choose.call(ahead, alternatives)) closed.push(chosen);
          expect(closed, name).toEqual(expected);
          expect(lookahead.buildLookaheadForAlternation({ ...options, hasPredicates: false }).call(ahead, alternatives), name).toBe(expected[0]);
        } else {
          const comes = lookahead.buildLookaheadForOptional({ ...options, prodType: choice instanceof Option ? 'Option' : 'Repetition' });
          expect(comes.call(ahead), name).toBe(expected.length > 0);
        }
        compared += 1;
      }
    }
  }
  expect(compared).toBeGreaterThan(50 * vocabulary.length);
});
