/** The types of a module, word for word; `types.test.ts` tries what compiles with such types. Write them anew with `WRITE_TYPES=1`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { emitModule } from '../../compiler/emit/js/emit-module.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import { definitionOf } from '../check-text.ts';

const expectedFile = fileURLToPath(new URL('every-type.d.ts.txt', import.meta.url));

const everyType = `
definition "Every */ type":
  timezone "Europe/Berlin"
vocabulary:
  lead plan one of (free "Free plan", pro)
  lead markets list of country
  lead plans list of one of (free, pro)
  lead flags list of boolean
  lead seen list of datetime
  lead id text
  lead fields number
  lead site url
  lead __proto__ text
  lead span duration
  lead cash money EUR
  lead born date
  event ping (tag one of (a, b), type text, at date, took duration, names list of text, mail email, link url, land country, ok boolean, value number, id text)
  event bare
  event ping_
  event ping__
  event lead
  event _9
  event unused (x text)
fit:
  plan pro and markets DE and plans pro and flags true and seen 2026-01-01 and \`id\` "x" and \`fields\` 5 and site "/x" and span 5d and cash 5 and born < 2000-01-01 +10
  __proto__ "x" and email.domain "acme.com" and country US and created within 30d and consent and employees 5 and title "x" +1
intent:
  ping where (tag a and \`type\` "x" and \`at\` 2026-01-01 and took > 5s and names "x" and mail "x" and link "/x" and land US and ok and value 5 and \`id\` "x") +5
  bare +1
score both = fit + intent
mql when both > 5
hot when mql
tier A when mql
tier "two words" when hot
handoff:
  to "SDR" within 2h when hot
  to "AE"
`;

const typesOf = (text: string): string => emitModule(makePlan(definitionOf(text))).types;

test('of a definition with everything', () => {
  const found = typesOf(everyType);
  if (process.env['WRITE_TYPES'] !== undefined) writeFileSync(expectedFile, found);
  else expect(found).toBe(readFileSync(expectedFile, 'utf8'));
});

test('of the smallest definition, where they differ', () => {
  const known = new Set(typesOf(everyType).split('\n'));
  const own = typesOf('mql when country US\n').split('\n').filter((line) => !known.has(line));
  expect(own.filter((line) => !line.startsWith('export type LeadEvent ='))).toEqual([
    '/** A definition without a title. Written by `mql compile`; change the definition, not this file. */',
    'export declare const name: null;',
    '  readonly sections: {  };',
    '  readonly stages: { readonly mql: boolean };',
  ]);
});

test('a grid is a union of its labels, up to 200', () => {
  const banding = (count: number): string => `fit ${Array.from({ length: count }, (_, index) => `${index} L${index}`).join(' | ')}`;
  const tierOf = (first: number, second: number): string | undefined => /readonly tier: (.*);/.exec(typesOf(`fit: employees +1 per 1\nmql when fit > 0\ntier = ${banding(first)}, ${banding(second)}\n`))?.[1];
  expect(tierOf(2, 2)).toBe('"L0L0" | "L0L1" | "L1L0" | "L1L1" | null');
  expect(tierOf(20, 10)).toMatch(/^"L0L0" \| .* \| "L19L9" \| null$/);
  expect(tierOf(67, 3)).toBe('string | null');
});

test('a handoff block without items hands to nobody', () => {
  expect(typesOf('mql when webinar\nhandoff:\n')).toContain('readonly handoff: { readonly to: never; readonly within_ms: number | null } | null;');
});
