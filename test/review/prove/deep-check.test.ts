import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { lint } from '../../../compiler/lint/lint.ts';
import { provedMistakeCodes } from '../../../compiler/diagnostics/catalog/proved-mistakes.ts';
import { deepCheck, type DeepCheck } from '../../../review/prove/deep-check.ts';
import { endSolver } from '../../../review/prove/solver.ts';
import { runTests } from '../../../review/run-tests.ts';
import { definitionOf } from '../../check-text.ts';

afterAll(endSolver);

async function deep(text: string): Promise<DeepCheck> {
  const definition = definitionOf(text);
  return deepCheck(definition, lint(definition), { milliseconds: 120_000, clock: () => performance.now() });
}

/** The code and the text that it marks. */
async function marks(text: string): Promise<string[]> {
  return (await deep(text)).diagnostics.map(({ code, file, span }) => `${code} ${file.text.slice(span.start, span.end)}`);
}

describe.each(Object.values(provedMistakeCodes))('$code $title', ({ code, avoid, prefer }) => {
  it('`avoid` gives this diagnostic and no other, and no lint finds it', async () => {
    expect(lint(definitionOf(avoid)).map((one) => one.message)).toEqual([]);
    expect([...new Set((await deep(avoid)).diagnostics.map((one) => one.code))]).toEqual([code]);
  });

  it('`prefer` gives none', async () => {
    expect(await marks(prefer)).toEqual([]);
  });
});

it('the part that never holds is marked, and not what holds it', async () => {
  expect(await marks('intent:\n  country US or (webinar within 30d and since webinar > 60d) +10\n  demo_request +20 once\nmql when score > 5\n')).toEqual([
    'MQL2050 webinar within 30d and since webinar > 60d',
  ]);
});

it('a rule without effect has a lead that gets its points', async () => {
  const [found] = (await deep(provedMistakeCodes.ruleWithoutEffect.avoid)).diagnostics;
  expect(found!.lead).toEqual({ title: 'gets its points, and no other outcome', lines: ['given country US', 'which comes out as score 10'] });
});

it('a rule whose points a ceiling takes', async () => {
  expect(await marks('fit (up to 30):\n  employees 50.. +30\n  country US and employees 100.. +5\nmql when score >= 30\n')).toEqual(['MQL2052 country US and employees 100.. +5']);
});

it('a stage that another implies has a lead that tells them apart; what follows from it is not said', async () => {
  const definition = `fit: require country US; employees 50.. +30
intent: demo_request +20 once; webinar +15 within 30d up to 30
mql when score > 45 and fit >= 30
hot when demo_request or webinar
sql when mql and score > 60
`;
  const { diagnostics } = await deep(definition);
  expect(diagnostics.map(({ message, severity }) => `${severity}: ${message}`)).toEqual(['information: proved: every lead that reaches `mql` reaches `hot`']);
  const { title, lines } = diagnostics[0]!.lead!;
  expect(title).toBe('reaches `hot` and not `mql`');
  // The lead is what it says it is.
  const given = lines.slice(0, -1).map((line) => `  ${line}\n`).join('');
  const [test] = runTests(definitionOf(`${definition}test "lead":\n${given}  expect hot, not mql, ${lines.at(-1)!.replace('which comes out as ', '')}\n`)).tests;
  expect(test!.failures.map(({ message }) => message)).toEqual([]);
});

it('requirements that contradict each other are named, and no more of them than it takes', async () => {
  const { diagnostics } = await deep(`exclude: title "CEO"
fit:
  require consent
  require webinar within 30d or demo_request within 30d
  require since webinar > 40d or no webinar
  require budget is known
  require no demo_request within 60d
mql when chat
`);
  expect(diagnostics.map(({ code, file, span, related }) => [code, file.text.slice(span.start, span.end), related.map((one) => file.text.slice(one.span.start, one.span.end))])).toEqual([[
    'MQL2054', 'require no demo_request within 60d', ['require webinar within 30d or demo_request within 30d', 'require since webinar > 40d or no webinar'],
  ]]);
});

const examples = new URL('../../../examples/', import.meta.url);
it.each(['saas-demo-routing', 'fit-60-engagement-40'])('what it says of the example %s is proved of nothing that its tests show', async (name) => {
  const folder = new URL(`${name}/`, examples);
  const file = readdirSync(folder).find((one) => one === `${name}.mql`)!;
  const result = await deep(readFileSync(new URL(file, folder), 'utf8'));
  expect(result.reason).toBeUndefined();
  expect(result.diagnostics.filter(({ code }) => code === 'MQL2050' || code === 'MQL2051').map(({ message }) => message)).toEqual([]);
});
