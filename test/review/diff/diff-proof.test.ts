import { readFileSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { changesBetween } from '../../../review/diff/changes.ts';
import { proveDiff, type DiffProof } from '../../../review/diff/diff-proof.ts';
import { renderJson, renderMarkdown, renderText } from '../../../review/diff/render-diff.ts';
import { endSolver, openSolver } from '../../../review/prove/solver.ts';
import { definitionOf } from '../../check-text.ts';

afterAll(endSolver);

async function proofOf(before: string, after: string): Promise<DiffProof> {
  const solver = await openSolver();
  const proof = await proveDiff(solver, definitionOf(before), definitionOf(after), { milliseconds: 60_000, clock: () => performance.now() });
  await solver.close();
  return proof;
}

const shownKinds = ({ outcomes }: DiffProof): string[] => outcomes.filter(({ proof }) => proof.kind === 'shown').map(({ difference }) => difference.kind);

it('a range in two halves is the same', async () => {
  const proof = await proofOf('fit: employees 50..500 +10\nmql when score > 5\n', 'fit:\n  employees 50..200 +10\n  employees > 200 and employees <= 500 +10\nmql when score > 5\n');
  expect(proof.answer).toBe('same');
  expect(renderText({ before: 'a', after: 'b', changes: [], effect: undefined, proof })).toContain('proved: the same result for every lead that could exist');
});

it('a higher threshold is strictly tighter, and no score changes', async () => {
  const proof = await proofOf('fit: webinar +10\nmql when score > 50\n', 'fit: webinar +10\nmql when score > 60\n');
  expect(proof).toMatchObject({ answer: 'different', strictly: 'tighter', score: { mostDown: 0, mostUp: 0 } });
  expect(shownKinds(proof)).toEqual(['stage lost']);
  const lost = proof.outcomes.find(({ difference }) => difference.kind === 'stage lost')!.proof;
  // The smallest lead: six webinars make 60, which is above 50 and not above 60.
  expect(lost.kind === 'shown' && lost.witness.events.length).toBe(6);
});

it('more points are strictly looser, by so many', async () => {
  const proof = await proofOf('fit:\n  webinar +10 up to 30\n  country US +5\nmql when score >= 37\n', 'fit:\n  webinar +10 up to 50\n  country US +7\nmql when score >= 37\n');
  expect(proof).toMatchObject({ answer: 'different', strictly: 'looser', score: { mostDown: 0, mostUp: 220_000 } });
  expect(shownKinds(proof)).toEqual(['stage gained', 'score up']);
});

it('tiers and handoffs', async () => {
  const text = (tier: number, to: string): string => `fit: employees 50.. +20\nmql when score > 10\ntier A when score >= ${tier}\nhandoff:\n  to "${to}"\n`;
  expect(shownKinds(await proofOf(text(10, 'SDR'), text(30, 'AE')))).toEqual(['tier', 'handoff']);
});

it('a column that is read from elsewhere makes other leads of the same rows', async () => {
  const text = (column: string): string => `vocabulary: lead employees number from "${column}"\nfit: employees 50.. +20\nmql when score > 10\n`;
  const proof = await proofOf(text('Size'), text('Staff'));
  expect(proof).toMatchObject({ answer: 'different' });
  expect(shownKinds(proof)).toEqual(['stage gained', 'stage lost', 'score up', 'score down']);
  expect(renderText({ before: 'a', after: 'b', changes: [], effect: undefined, proof })).toMatch(/lead row \{"id":"witness","Size":\d+\}\n *before: score 20, mql\n *after: +score 0/);
});

it('the fintech that tightened lost leads and gained none', async () => {
  const read = (name: string): string => readFileSync(new URL(`../../../examples/fintech-tightened/${name}.mql`, import.meta.url), 'utf8');
  const [before, after] = [read('before'), read('after')];
  const proof = await proofOf(before, after);
  expect(proof).toMatchObject({ answer: 'different', strictly: 'tighter', score: { mostDown: 0, mostUp: 0 } });
  const diff = { before: 'before.mql', after: 'after.mql', changes: changesBetween(definitionOf(before), definitionOf(after)), effect: undefined, proof };
  expect(diff.changes.map(({ kind, thing }) => `${kind} ${thing}`)).toEqual(['added exclusion', 'added exclusion', 'added requirement']);
  expect(renderText(diff)).toContain('strictly tighter: proved that no lead gains a stage');
  expect(renderMarkdown(diff)).toContain('| mql is lost |');
  expect(JSON.parse(renderJson(diff))).toMatchObject({ proof: { answer: 'different', strictly: 'tighter' } });
});

it('a stage that nobody reaches and that is left out changes what results say', async () => {
  const rest = 'fit: employees 50.. +20\nmql when score > 10\n';
  const proof = await proofOf(`${rest}sql when score > 100\n`, rest);
  expect(proof.answer).toBe('different');
  const diff = { before: 'a', after: 'b', changes: [], effect: undefined, proof };
  expect(renderText(diff)).toContain('results no longer say `sql`');
  expect(renderMarkdown(diff)).toContain('| results no longer say `sql` |');
});

it('a column that is no longer read is said, since rows were set aside for it', async () => {
  const proof = await proofOf('fit:\n  employees 50.. +10\n  revenue > 5 +0\nmql when score > 5\n', 'fit: employees 50.. +10\nmql when score > 5\n');
  expect(proof).toMatchObject({ answer: 'same', reading: { noLonger: ['revenue'], newly: [] } });
  const diff = { before: 'a', after: 'b', changes: [], effect: undefined, proof };
  expect(renderText(diff)).toContain('the new version no longer reads `revenue`');
  expect(renderMarkdown(diff)).toContain('The new version no longer reads `revenue`');
  expect(JSON.parse(renderJson(diff))).toMatchObject({ proof: { reading: { noLonger: ['revenue'] } } });
});
