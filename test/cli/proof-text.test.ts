import { expect, test } from 'vitest';
import { outcomeText } from '../../cli/output/proof-text.ts';
import { evaluate } from '../../reference/evaluate.ts';
import { definitionOf } from '../check-text.ts';

test('a lead that breaks a claim is told with all that came of it', () => {
  const definition = definitionOf('fit: country US +10\nmql when score > 5\ntier A when score > 5\nhandoff: to "SDR, West"\n');
  const told = (country: string): string => {
    const lead = { id: '1', fields: new Map([['country', country]]) };
    const witness = { lead, events: [], now: 0 };
    return outcomeText({ kind: 'shown', witness, explanations: [evaluate(definition, lead, [], 0)] } as unknown as Parameters<typeof outcomeText>[0]);
  };
  expect(told('US')).toBe('score 10, qualified, mql, tier A, handoff "SDR, West"');
  expect(told('DE')).toBe('score 0, qualified');
});
