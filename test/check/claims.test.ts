/** What claims may ask, and what is wrong in them. Language reference, section 10. */
import { expect, test } from 'vitest';
import { check } from '../../compiler/check/check.ts';
import { holds } from '../../reference/conditions.ts';
import { judge } from '../../reference/evaluate.ts';
import { sourceFile } from '../../compiler/source/source-file.ts';

const definition = 'fit: country US +10 as "US"\nmql when score > 5\nsql when mql and demo_request\n';

function diagnosticsOf(files: Readonly<Record<string, string>>, path = 'a.mql'): string[] {
  const source = (name: string) => (files[name] === undefined ? undefined : sourceFile(name, files[name]));
  return check(source(path)!, source).diagnostics.map(({ code, file, span, message }) => `${code} ${file.path}:${file.text.slice(span.start, span.end)}: ${message}`);
}

test('a claim may ask every stage and score, wherever it stands, and the tier', () => {
  expect(diagnosticsOf({ 'a.mql': `claim "first":\n  sql implies mql and fit > 0 and score > 5\n  never excluded and qualified\n  tier A implies sql\n${definition}tier A when sql\n` })).toEqual([]);
  expect(diagnosticsOf({ 'a.mql': `${definition}claim "no tier": never tier A\n` })).toEqual([expect.stringContaining('tier')]);
});

test('mistakes on either side of `implies`', () => {
  expect(diagnosticsOf({ 'a.mql': `${definition}claim "c":\n  contry US implies mqll\n` })).toEqual([
    expect.stringMatching(/^MQL1001 a.mql:contry: /), expect.stringMatching(/^MQL1001 a.mql:mqll: /),
  ]);
});

test('files of claims, alone or with tests, are of the definition that they use', () => {
  const files = { 'a.mql': definition, 'c.mql': 'use "a.mql"\nclaim "c": sql implies mql\n', 'both.mql': 'use "a.mql"\ntest "t": expect not mql\nclaim "c": fit >= 0\n' };
  for (const path of ['c.mql', 'both.mql']) {
    expect(diagnosticsOf(files, path)).toEqual([]);
    const source = (name: string) => sourceFile(name, files[name as keyof typeof files]);
    const { definition: checked } = check(source(path), source);
    expect(checked!.claims.map(({ title, origin: { file } }) => `${title} in ${file.path}`)).toEqual([`c in ${path}`]);
  }
});

test('a file with claims is no vocabulary', () => {
  expect(diagnosticsOf({ 'a.mql': `use "v.mql"\n${definition}`, 'v.mql': 'claim "c": demo_request\n' })).toEqual([expect.stringContaining('a claim')]);
});

test('a name that only a claim uses is used', async () => {
  const { analyze } = await import('../../compiler/analyze.ts');
  const found = analyze(sourceFile('a.mql', `lists: near = DE, FR\ndefine: vp_there = seniority vp\n${definition}claim "c": vp_there and country in near implies score <= 10\n`), () => undefined);
  expect(found.diagnostics).toEqual([]);
});

test('`never` denies what it claims, and each line is a claim', () => {
  const { definition: checked } = check(sourceFile('a.mql', `${definition}claim "c":\n  never sql and fit > 20\n  sql implies mql\n`), () => undefined);
  expect(checked!.claims.map(({ statements }) => statements.map(({ premise, conclusion }) => [premise?.kind, conclusion.kind]))).toEqual([[[undefined, 'not'], ['stage', 'stage']]]);
});

const handing = `${definition}handoff:\n  to "SDR, West" when country US and demo_request\n  to "AE" within 2h when sql\n  to "sdr"\n  to "nobody" when demo_request\n`;

test('a claim may ask to whom leads are handed, and nothing else may', () => {
  expect(diagnosticsOf({ 'a.mql': `${handing}claim "c":\n  demo_request and mql implies handoff "SDR, WEST"\n  never no handoff and mql\n  handoff in ("AE", "SDR") implies mql\n  handoff != "AE"\n` })).toEqual([]);
  expect(diagnosticsOf({ 'a.mql': `${handing}claim "c":\n  mql implies handoff "SDRs"\n  handoff > 3 implies mql\n  handoff.to "AE"\n  handoff "AE" within 2h implies mql\n` })).toEqual([
    'MQL1011 a.mql:"SDRs": nothing is handed to `SDRs`', expect.stringMatching(/^MQL1\d+ a.mql:> 3: /), expect.stringMatching(/^MQL1\d+ a.mql:handoff.to "AE": /), expect.stringMatching(/^MQL1\d+ a.mql:within 2h: /),
  ]);
  expect(diagnosticsOf({ 'a.mql': `${definition}claim "c": handoff "AE"\n` })).toEqual([expect.stringContaining('this definition has no `handoff:` block')]);
  expect(diagnosticsOf({ 'a.mql': `${handing}hot when handoff "AE"\n` })).toEqual(['MQL1060 a.mql:handoff: `handoff` cannot be asked here: only claims may ask the handoff']);
  expect(diagnosticsOf({ 'a.mql': `${handing}score handoff = fit\nclaim "c": handoff > 3 implies mql\n` })).toEqual([]);
  expect(diagnosticsOf({ 'a.mql': `vocabulary:\n  lead handoff text\n${handing}hot when handoff "AE"\nclaim "c": handoff "other" implies mql\n` })).toEqual([]);
});

test('what is asked about the handoff holds for the leads that are handed over so', () => {
  const asked = ['handoff', 'no handoff', 'handoff "SDR, West"', 'handoff in ("ae", "SDR")', 'handoff "nobody"', 'handoff != "AE"'];
  const { definition: checked } = check(sourceFile('a.mql', `${handing}claim "c":\n${asked.map((one) => `  ${one}\n`).join('')}`), () => undefined);
  const at = Date.UTC(2026, 0, 1);
  const answers = [[undefined, 0], ['US', 0], ['US', 1], ['DE', 1]].map(([country, demos]) => {
    const events = Array.from({ length: demos as number }, () => ({ type: 'demo_request', at: at - 1, properties: new Map() }));
    const { explanation, situation } = judge(checked!, { id: '1', fields: new Map(country === undefined ? [] : [['country', country as string]]) }, events, at);
    return [explanation.handoff?.to, checked!.claims[0]!.statements.map(({ conclusion }) => holds(conclusion, situation))];
  });
  expect(answers).toEqual([
    [undefined, [false, true, false, false, false, true]], ['sdr', [true, false, false, true, false, true]],
    ['SDR, West', [true, false, true, false, false, true]], [undefined, [false, true, false, false, false, true]],
  ]);
});

test.each<readonly [asked: string, operator: string, at: string]>([
  ['> "AE"', '>', '> "AE"'], ['.to "AE"', '.to', 'handoff.to "AE"'], ['within 2h', 'within', 'within 2h'], ['where country US', 'where', 'where country US'], ['"AE" within 2h', 'within', 'within 2h'], ['= 5', '=', '= 5'],
  ['in ("AE", 5)', 'in', 'in ("AE", 5)'], ['is not 5', 'is not', 'is not 5'], ['contains "x"', 'contains', 'contains "x"'], ['is missing', 'is missing', 'is missing'],
])('a handoff cannot be asked `handoff %s`', (asked, operator, at) => {
  const text = `${handing}claim "c": handoff${asked.startsWith('.') ? '' : ' '}${asked}\n`;
  const [found, ...others] = check(sourceFile('a.mql', text), () => undefined).diagnostics;
  expect(others).toEqual([]);
  expect([found!.code, text.slice(found!.span.start, found!.span.end), found!.message, found!.advice]).toEqual([
    'MQL1041', at, `\`handoff\` is a handoff, which \`${operator}\` cannot compare`, 'write `handoff "SDR"`, `handoff in ("SDR", "AE")`, `handoff` or `no handoff`',
  ]);
});

test('`no handoff` has no name behind it; a name that is near is proposed; in backquotes it is a name like others', () => {
  const found = (asked: string) => check(sourceFile('a.mql', `${handing}claim "c": ${asked}\n`), () => undefined).diagnostics.map(({ code, message, advice, fixes }) => [code, message, advice, fixes.map(({ title, edits }) => [title, edits.map(({ text }) => text)])]);
  expect(found('no handoff "AE"')).toMatchObject([['MQL1041', '`handoff` is a handoff, which `no` cannot compare', expect.anything(), []]]);
  expect(found('handoff "SDRs"')).toEqual([['MQL1011', 'nothing is handed to `SDRs`', 'did you mean `sdr`?', [['write `"sdr"`', ['"sdr"']]]]]);
  expect(found('`handoff`')).toMatchObject([['MQL1001', expect.stringContaining('`handoff` is not'), expect.anything(), []]]);
});

test('ways to ask the handoff, and one that takes every lead', () => {
  const conclusion = (handoffs: string, asked: string): unknown => JSON.parse(JSON.stringify(
    check(sourceFile('a.mql', `${definition}handoff:\n${handoffs}claim "c": ${asked}\n`), () => undefined).definition!.claims[0]!.statements[0]!.conclusion,
    (name, value: unknown) => (['origin', 'stage', 'definition', 'subject', 'test'].includes(name) ? undefined : value),
  ));
  const stage = { kind: 'stage' };
  const one = '  to "AE" when demo_request\n  to "SDR" when webinar\n';
  expect(conclusion('  to "AE"\n', 'handoff "AE"')).toEqual(stage);
  expect(conclusion('  to "AE"\n', 'handoff != "AE"')).toEqual({ kind: 'not', operand: stage });
  for (const asked of ['handoff "ae"', 'handoff = "AE"', 'handoff is "AE"', 'handoff in ("AE")']) expect(conclusion(one, asked), asked).toEqual({ kind: 'and', parts: [stage, { kind: 'test' }] });
  for (const asked of ['handoff is not "AE"', 'handoff not in ("AE")']) expect(conclusion(one, asked), asked).toEqual({ kind: 'not', operand: { kind: 'and', parts: [stage, { kind: 'test' }] } });
  expect(conclusion(one, 'handoff "SDR"')).toEqual({ kind: 'and', parts: [stage, { kind: 'and', parts: [{ kind: 'not', operand: { kind: 'test' } }, { kind: 'test' }] }] });
  expect(conclusion(`  to "SDR"\n${one}`, 'handoff "AE"')).toEqual({ kind: 'and', parts: [stage, { kind: 'not', operand: stage }] });
});
