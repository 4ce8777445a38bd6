/** What the documentation shows is true: definitions check without a word, links lead somewhere, tables are the code's. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { analyze } from '../../compiler/analyze.ts';
import { renderDiagnostics } from '../../compiler/diagnostics/render.ts';
import { emitModule } from '../../compiler/emit/js/emit-module.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import { sourceFile } from '../../compiler/source/source-file.ts';
import { proveClaims } from '../../review/prove/prove-claims.ts';
import { endSolver } from '../../review/prove/solver.ts';
import { runTests } from '../../review/run-tests.ts';
import { formatExplanation, loadDefinition } from '../../runtime/index.ts';
import { withStandardVocabulary } from '../../scripts/standard-vocabulary.ts';
import { examples, sourcesFromDisk } from './example-files.ts';
import { readCsv } from './read-csv.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The pages that people write; the pages of diagnostics are made, and tested where they are made. */
const pages = [
  ...readdirSync(root).filter(file => file.endsWith('.md')),
  ...readdirSync(join(root, 'docs')).filter(file => file.endsWith('.md')).map(file => `docs/${file}`),
  'examples/README.md',
  ...examples().map(({ name }) => `examples/${name}/README.md`),
];
const textOf = (page: string): string => readFileSync(join(root, page), 'utf8');

const definitions = pages.flatMap(page => [...textOf(page).matchAll(/^```mql\n(.*?)^```$/gms)].map((match, index) => ({ page, index: index + 1, text: match[1]! })));

it('there are definitions in the documentation', () => {
  expect(definitions.length).toBeGreaterThan(5);
});

afterAll(endSolver);

describe.each(definitions)('definition $index of $page', ({ page, text }) => {
  it('checks without a word, its tests pass, and its claims are proved', async () => {
    const { definition, diagnostics } = analyze(sourceFile(page, text), () => undefined);
    expect(renderDiagnostics(diagnostics)).toBe('');
    expect(runTests(definition!).tests.flatMap(test => test.failures.map(failure => failure.message))).toEqual([]);
    const claims = await proveClaims(definition!, { milliseconds: 30_000, clock: () => performance.now() });
    expect(claims.filter(({ outcome }) => outcome !== 'proved').map(({ claim, outcome }) => `${claim.title}: ${outcome}`)).toEqual([]);
  });
});

/** As GitHub makes them. */
function anchorOf(heading: string): string {
  return heading.replace(/[`*]/g, '').toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-');
}

describe.each(pages)('%s', page => {
  it('links to places that are there', () => {
    const prose = textOf(page).replace(/^```.*?^```$/gms, '').replace(/`[^`\n]*`(?!\])/g, '');
    const broken = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(match => match[1]!).filter(link => !/^https?:/.test(link)).filter(link => {
      const [path, anchor] = link.split('#') as [string, string?];
      const target = path === '' ? join(root, page) : join(root, dirname(page), path);
      if (!existsSync(target)) return true;
      return anchor !== undefined && ![...readFileSync(target, 'utf8').matchAll(/^#+ (.+)$/gm)].some(match => anchorOf(match[1]!) === anchor);
    });
    expect(broken).toEqual([]);
  });
});

describe('the guide to JavaScript', () => {
  const [direct, byRuntime] = [...textOf('docs/javascript.md').matchAll(/^```js\n(.*?)^```$/gms)].map(match => match[1]!) as [string, string];
  const example = join(root, 'examples/mid-market-crm/mid-market-crm.mql');
  const compiled = (): string => emitModule(makePlan(analyze(sourcesFromDisk(example)!, sourcesFromDisk).definition!)).code;

  it('shows code that runs, and what it prints', async () => {
    const printed: string[] = [];
    const body = direct.replace(/^import .*$/m, '');
    const definition = await loadDefinition(compiled());
    new Function('score', 'console', body)(definition.score, { log: (...values: unknown[]) => printed.push(values.join(' ')) });
    expect(printed).toEqual(['true 75 SDR']);
    expect(textOf('docs/javascript.md')).toContain(`prints \`${printed[0]}\``);
  });

  it('shows how raw rows are scored', async () => {
    const printed: string[] = [];
    const folder = join(root, 'examples/mid-market-crm');
    const body = byRuntime.replace(/^import .*$/m, '');
    const parameters = ['loadDefinition', 'formatExplanation', 'text', 'leadRows', 'eventRows', 'now', 'console'];
    const run = new Function(...parameters, `return (async () => {${body}})();`);
    await run(
      loadDefinition, formatExplanation, compiled(), readCsv(join(folder, 'leads.csv')), readCsv(join(folder, 'events.csv')),
      Date.UTC(2026, 0, 1), { log: (line: string) => printed.push(line) },
    );
    expect(printed).toHaveLength(8);
    expect(printed[0]).toMatch(/^Lead 1001: score 100\n/);
  });
});

describe('the README', () => {
  it('shows the example as it is', () => {
    expect(textOf('README.md')).toContain(`\`\`\`mql\n${textOf('examples/mid-market-crm/mid-market-crm.mql')}\`\`\`\n`);
  });
});

describe('the language reference', () => {
  it('lists the standard vocabulary as it is', () => {
    expect(textOf('docs/language.md') === withStandardVocabulary(textOf('docs/language.md')), 'run node scripts/standard-vocabulary.ts').toBe(true);
  });

  /** The indented lines under a heading, up to the next one. */
  const shownUnder = (heading: string): string => {
    const after = textOf('docs/language.md').split(`\n${heading}\n`)[1]!.split(/^#/m)[0]!;
    return after.split('\n').filter(line => line.startsWith('    ')).map(line => line.slice(4)).join('\n');
  };

  it.each(['### Requirements', '### Points rules', '### Banded rules', '### Proportional rules'])('shows items that are read under %s', heading => {
    const items = shownUnder(heading);
    expect(items.split('\n').length).toBeGreaterThan(1);
    const { diagnostics } = analyze(sourceFile('items.mql', `points:\n${items}\nmql when qualified and points > 5\n`), () => undefined);
    expect(renderDiagnostics(diagnostics.filter(diagnostic => diagnostic.severity === 'error'))).toBe('');
  });

  it('shows selectors that are read', () => {
    const selectors = /\n((?: {6}.*\n)+)\n- \*\*`no SELECTOR`/.exec(textOf('docs/language.md'))![1]!;
    const text = `lists:\n important_pages = "/pricing", "/customers/*"\nneed:\n${selectors}\nmql when qualified\n`;
    expect(renderDiagnostics(analyze(sourceFile('selectors.mql', text), () => undefined).diagnostics)).toBe('');
  });

  it('has the sections that the code cites', () => {
    const sections = [...textOf('docs/language.md').matchAll(/^## (\d)\. /gm)].map(match => match[1]);
    expect(sections).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
  });
});
