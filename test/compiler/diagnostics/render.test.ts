import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../../compiler/diagnostics/diagnostic.ts';
import { renderGithub } from '../../../compiler/diagnostics/render-github.ts';
import { renderJson } from '../../../compiler/diagnostics/render-json.ts';
import { renderSarif } from '../../../compiler/diagnostics/render-sarif.ts';
import { countBySeverity, renderDiagnostic, renderDiagnostics, renderPlace, renderPosition, type Paint } from '../../../compiler/diagnostics/render.ts';
import { sourceFile, type SourceFile } from '../../../compiler/source/source-file.ts';

/** The span of the first `word` in the file. */
function spanOf(file: SourceFile, word: string) {
  const start = file.text.indexOf(word);
  expect(start).toBeGreaterThanOrEqual(0);
  return { start, end: start + word.length };
}

function diagnosticAt(file: SourceFile, word: string, more: Partial<Diagnostic> = {}): Diagnostic {
  return {
    code: 'MQL1001', severity: 'error', file, span: spanOf(file, word), message: `there is no field \`${word}\``, related: [], fixes: [], ...more,
  };
}

describe('a diagnostic as text', () => {
  test('shows place, line, caret, advice, fix and related places', () => {
    const file = sourceFile('crm.mql', 'vocabulary:\n  lead employees number\nfit:\n  employes 50..500 +10\n');
    const text = renderDiagnostic(diagnosticAt(file, 'employes', {
      advice: 'did you mean `employees`?',
      fixes: [{ title: 'write `employees`', edits: [{ file, span: spanOf(file, 'employes'), text: 'employees' }] }],
      related: [{ file, span: spanOf(file, 'employees number'), message: '`employees` is declared here' }],
    }));
    expect(text).toBe(`crm.mql:4:3 error MQL1001: there is no field \`employes\`
  4 |   employes 50..500 +10
    |   ^^^^^^^^
    = advice: did you mean \`employees\`?
    = fix: write \`employees\`
    = see: crm.mql:2:8: \`employees\` is declared here
  2 |   lead employees number
    |        ^^^^^^^^^^^^^^^^
`);
  });

  test.each([
    ['tabs reach the next column of four', '\tfit: x\there', 'here', '    fit: x  here', '            ^^^^'],
    ['wide characters take two columns', 'title "日本" bad', 'bad', 'title "日本" bad', '             ^^^'],
    ['combining marks take none', 'title "e\u0301" bad', 'bad', 'title "e\u0301" bad', '          ^^^'],
    ['a caret stands at the end of the line', 'fit', '', 'fit', '^'],
    ['control characters are shown as a dot', 'a\u0007\u007f bad', 'bad', 'a·· bad', '    ^^^'],
  ])('%s', (_what, line, word, shown, carets) => {
    const lines = renderDiagnostic(diagnosticAt(sourceFile('a.mql', line), word)).split('\n');
    expect(lines[1]).toBe(`  1 | ${shown}`);
    expect(lines[2]).toBe(`    | ${carets}`);
  });

  test('a span of several lines is marked to the end of its first', () => {
    const file = sourceFile('a.mql', 'fit: (a\nb)');
    expect(renderDiagnostic(diagnosticAt(file, '(a\nb)', { message: 'unclosed' })).split('\n').slice(1, 3)).toEqual(['  1 | fit: (a', '    |      ^^']);
  });

  test('the numbers of lines stand under each other', () => {
    const file = sourceFile('a.mql', `first${'\n'.repeat(11)}last`);
    const lines = renderDiagnostic(diagnosticAt(file, 'first', { related: [{ file, span: spanOf(file, 'last'), message: 'here' }] })).split('\n');
    expect(lines.slice(1)).toEqual(['   1 | first', '     | ^^^^^', '     = see: a.mql:12:1: here', '  12 | last', '     | ^^^^', '']);
  });

  test('a place by itself, for messages that are no diagnostics', () => {
    const file = sourceFile('a.mql', 'fit:\n  bad +5');
    const paint: Paint = (style, text) => `<${style}>${text}</${style}>`;
    expect(renderPosition(file, spanOf(file, 'bad'))).toBe('a.mql:2:3');
    expect(renderPlace(file, spanOf(file, 'bad'))).toBe('  2 |   bad +5\n    |   ^^^\n');
    expect(renderPlace(file, spanOf(file, 'bad'), { paint })).toContain('<error>  ^^^</error>');
    expect(renderPlace(file, spanOf(file, 'bad'), { paint, style: 'warning' })).toContain('<warning>  ^^^</warning>');
  });

  test('a message stays on one line', () => {
    const text = renderDiagnostic(diagnosticAt(sourceFile('a.mql', 'x'), 'x', { message: 'found `a\n\u001b[2Jb`' }));
    expect(text.split('\n')[0]).toBe('a.mql:1:1 error MQL1001: found `a [2Jb`');
  });

  test('a long line is cut around the span', () => {
    const file = sourceFile('a.mql', `${'a '.repeat(200)}bad${' c'.repeat(200)}`);
    const [, line, carets] = renderDiagnostic(diagnosticAt(file, 'bad'), { width: 80 }).split('\n');
    expect(line!.length).toBeLessThanOrEqual(80);
    expect(line).toContain('…');
    expect(line!.slice(carets!.indexOf('^'), carets!.lastIndexOf('^') + 1)).toBe('bad');
  });

  test('a span that is wider than the terminal is cut too', () => {
    const file = sourceFile('a.mql', 'x'.repeat(500));
    const [, line, carets] = renderDiagnostic(diagnosticAt(file, 'x'.repeat(500)), { width: 60 }).split('\n');
    expect(line!.length).toBeLessThanOrEqual(60);
    expect(carets!.length).toBeLessThanOrEqual(60);
  });

  test('a line has 40 columns at least', () => {
    const shown = (width: number): string => renderDiagnostic(diagnosticAt(sourceFile('a.mql', `bad${'x'.repeat(80)}`), 'bad'), { width }).split('\n')[1]!;
    expect(shown(20)).toBe(`  1 | bad${'x'.repeat(36)}…`);
    expect(shown(49)).toBe(`  1 | bad${'x'.repeat(37)}…`);
  });

  test('a blank line stands between two', () => {
    const diagnostic = diagnosticAt(sourceFile('a.mql', 'fit: bad'), 'bad');
    expect(renderDiagnostics([diagnostic, diagnostic])).toBe(`${renderDiagnostic(diagnostic)}\n${renderDiagnostic(diagnostic)}`);
  });

  test('styles are put around words and never change them', () => {
    const paint: Paint = (style, text) => `<${style}>${text}</${style}>`;
    const diagnostic = diagnosticAt(sourceFile('a.mql', 'fit: bad'), 'bad');
    expect(renderDiagnostic(diagnostic, { paint })).toContain('<error>error MQL1001</error>');
    const file = sourceFile('a.mql', 'fit: bad');
    expect(renderDiagnostic({ ...diagnostic, message: 'no', advice: 'good', related: [{ file, span: spanOf(file, 'fit'), message: 'the block' }] }, { paint }).split('\n')).toEqual([
      '<strong>a.mql:1:6</strong> <error>error MQL1001</error>: <strong>no</strong>', '  <faint>1</faint> <faint>|</faint> fit: bad', '    <faint>|</faint> <error>     ^^^</error>',
      '    <faint>=</faint> <strong>advice</strong>: good', '    <faint>=</faint> <strong>see</strong>: a.mql:1:1: the block',
      '  <faint>1</faint> <faint>|</faint> fit: bad', '    <faint>|</faint> <information>^^^</information>', '',
    ]);
    expect(renderDiagnostic(diagnostic, { paint }).replace(/<\/?\w+>/g, '')).toBe(renderDiagnostic(diagnostic));
  });
});

test('a lead that shows it, in every format', () => {
  const file = sourceFile('a.mql', 'hot when chat');
  const shown = diagnosticAt(file, 'hot', { severity: 'information', message: 'proved', lead: { title: 'reaches `hot` and not `mql`', lines: ['given 2 chat 1d ago', 'which comes out as score 5'] } });
  expect(renderDiagnostic(shown)).toBe([
    'a.mql:1:1 information MQL1001: proved', '  1 | hot when chat', '    | ^^^', '    = lead: reaches `hot` and not `mql`', '        given 2 chat 1d ago',
    '        which comes out as score 5', '',
  ].join('\n'));
  expect(JSON.parse(renderJson([shown]))).toMatchObject([{ lead: { title: 'reaches `hot` and not `mql`', lines: ['given 2 chat 1d ago', 'which comes out as score 5'] } }]);
  expect(renderGithub([shown])).toMatch(/::proved\. A lead that reaches `hot` and not `mql`:%0A {2}given 2 chat 1d ago%0A {2}which comes out as score 5\n$/);
  const { runs } = JSON.parse(renderSarif([shown], { version: '1', rules: [] })) as { runs: { results: { message: { text: string } }[] }[] };
  expect(runs[0]!.results[0]!.message.text).toBe('proved. A lead that reaches `hot` and not `mql`:\n  given 2 chat 1d ago\n  which comes out as score 5');
});

test('counts name each severity once', () => {
  const file = sourceFile('a.mql', 'a b');
  const [error, warning] = [diagnosticAt(file, 'a'), diagnosticAt(file, 'b', { severity: 'warning' })];
  expect(countBySeverity([error, error, warning])).toBe('2 errors, 1 warning');
  const information = diagnosticAt(file, 'b', { severity: 'information' });
  expect(countBySeverity([warning, information, information, warning])).toBe('2 warnings, 2 information');
  expect(countBySeverity([information])).toBe('1 information');
  expect(countBySeverity([])).toBe('');
});

describe('a diagnostic for programs', () => {
  const file = sourceFile('rules/crm.mql', 'fit:\r\n  "😀" employes 50, 60% +10\n');
  const diagnostic = diagnosticAt(file, 'employes', {
    fixes: [{ title: 'write `employees`', edits: [{ file, span: spanOf(file, 'employes'), text: 'employees' }] }],
    message: '100% wrong: a, b',
  });
  const range = { start: { line: 1, character: 7 }, end: { line: 1, character: 15 } };

  test('JSON has positions from 0 in UTF-16 code units, as in LSP', () => {
    expect(JSON.parse(renderJson([diagnostic]))).toEqual([{
      file: 'rules/crm.mql', code: 'MQL1001', severity: 'error', message: '100% wrong: a, b', range,
      fixes: [{ title: 'write `employees`', edits: [{ file: 'rules/crm.mql', range, newText: 'employees' }] }],
    }]);
    expect(renderJson([])).toBe('[]\n');
    expect(renderJson([diagnostic, diagnostic]).split('\n')).toEqual(['[', `  ${JSON.stringify(JSON.parse(renderJson([diagnostic]))[0])},`, `  ${JSON.stringify(JSON.parse(renderJson([diagnostic]))[0])}`, ']', '']);
  });

  test('GitHub annotations escape what their syntax uses', () => {
    expect(renderGithub([{ ...diagnostic, file: { ...file, path: 'a,b:c.mql' } }])).toBe(
      '::error file=a%2Cb%3Ac.mql,line=2,endLine=2,col=8,endColumn=15,title=MQL1001::100%25 wrong: a, b\n',
    );
  });

  test('GitHub annotations stand on one line each, and mark one column at least', () => {
    const empty = { ...diagnostic, span: { start: 13, end: 13 }, severity: 'information', message: 'a\r\nb' } as const;
    expect(renderGithub([empty, empty])).toBe('::notice file=rules/crm.mql,line=2,endLine=2,col=8,endColumn=8,title=MQL1001::a%0D%0Ab\n'.repeat(2));
  });

  test('severities have their own words', () => {
    const severities = ['error', 'warning', 'information'] as const;
    expect(severities.map((severity) => renderGithub([{ ...diagnostic, severity }]).split(' ')[0])).toEqual(['::error', '::warning', '::notice']);
    expect(severities.map((severity) => JSON.parse(renderSarif([{ ...diagnostic, severity }], { version: '1', rules: [] })).runs[0].results[0].level)).toEqual(['error', 'warning', 'note']);
  });

  test('advice and related places are told in every format', () => {
    const told: Diagnostic = { ...diagnostic, fixes: [], advice: 'write `employees`', related: [{ file, span: spanOf(file, 'fit'), message: 'the block' }] };
    expect(JSON.parse(renderJson([told]))).toMatchObject([{
      advice: 'write `employees`', related: [{ file: 'rules/crm.mql', message: 'the block', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } } }],
    }]);
    expect(renderGithub([told])).toContain('::100%25 wrong: a, b; write `employees`\n');
    expect(JSON.parse(renderSarif([told], { version: '1', rules: [] })).runs[0].results[0]).toMatchObject({
      message: { text: '100% wrong: a, b; write `employees`' },
      relatedLocations: [{ id: 1, message: { text: 'the block' }, physicalLocation: { region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 4 } } }],
    });
  });

  test('a GitHub annotation of several lines names no columns', () => {
    const wide = { ...diagnostic, span: { start: 0, end: file.text.length } };
    expect(renderGithub([wide])).toContain('::error file=rules/crm.mql,line=1,endLine=3,title=MQL1001::');
  });

  test.each([
    ['rules/crm one.mql', 'rules/crm%20one.mql'], ['./crm.mql', 'crm.mql'], ['rules\\crm.mql', 'rules/crm.mql'], ['/srv/rules/crm.mql', 'file:///srv/rules/crm.mql'],
    ['C:\\rules one\\crm.mql', 'file:///C:/rules%20one/crm.mql'], ['rules/', 'rules/'],
  ])('the file %j is `%s` in SARIF', (path, uri) => {
    const log = JSON.parse(renderSarif([{ ...diagnostic, file: { ...file, path } }], { version: '1', rules: [], informationUri: 'https://mql.example' }));
    expect(log.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(uri);
    expect(log.runs[0].tool.driver.informationUri).toBe('https://mql.example');
  });

  test('SARIF tells a severity in its own words, and of a rule what the catalog says', () => {
    const rules = [{ code: 'MQL1001', severity: 'information', title: 'Unknown field', why: 'because' } as const];
    const { tool, results } = JSON.parse(renderSarif([{ ...diagnostic, severity: 'information' }, { ...diagnostic, code: 'MQL1002', severity: 'warning' }], { version: '1', rules })).runs[0];
    expect(tool.driver).toEqual({ name: 'mql', version: '1', rules: [
      { id: 'MQL1001', shortDescription: { text: 'Unknown field' }, fullDescription: { text: 'because' }, defaultConfiguration: { level: 'note' } }, { id: 'MQL1002' },
    ] });
    expect(results.map(({ ruleId, ruleIndex, level }: Record<string, unknown>) => [ruleId, ruleIndex, level])).toEqual([['MQL1001', 0, 'note'], ['MQL1002', 1, 'warning']]);
  });

  test('SARIF names each code once, with its place and fix', () => {
    const rules = [{ code: 'MQL1001', severity: 'error', title: 'Unknown field', why: 'because' } as const];
    const log = JSON.parse(renderSarif([diagnostic, diagnostic], { version: '1.2.3', rules }));
    expect(renderSarif([], { version: '1', rules: [] })).toMatch(/^\{\n {2}"\$schema": "https:\/\/json\.schemastore\.org\/sarif-2\.1\.0\.json",\n {2}"version": "2\.1\.0",\n/);
    const [run] = log.runs;
    expect(run.columnKind).toBe('utf16CodeUnits');
    expect(run.results[0]).not.toHaveProperty('relatedLocations');
    const plain = JSON.parse(renderSarif([{ ...diagnostic, code: 'MQL2001', fixes: [] }, diagnostic], { version: '1.2.3', rules })).runs[0];
    expect(plain.results[0]).not.toHaveProperty('fixes');
    expect(plain.tool.driver.rules.map((rule: { id: string }) => rule.id)).toEqual(['MQL1001', 'MQL2001']);
    expect(run.tool.driver.rules.map((rule: { id: string }) => rule.id)).toEqual(['MQL1001']);
    expect(run.results).toHaveLength(2);
    const region = { startLine: 2, startColumn: 8, endLine: 2, endColumn: 16 };
    expect(run.results[0].locations[0].physicalLocation).toEqual({ artifactLocation: { uri: 'rules/crm.mql' }, region });
    expect(run.results[0].fixes[0].artifactChanges[0].replacements).toEqual([{ deletedRegion: region, insertedContent: { text: 'employees' } }]);
  });

  test('a SARIF fix tells the edits of each file apart', () => {
    const other = sourceFile('other.mql', 'fit');
    const edits = [{ file, span: spanOf(file, 'employes'), text: 'employees' }, { file: other, span: spanOf(other, 'fit'), text: 'intent' }];
    const log = JSON.parse(renderSarif([{ ...diagnostic, fixes: [{ title: 'both', edits }] }], { version: '1', rules: [] }));
    expect(log.runs[0].results[0].fixes[0].artifactChanges.map((change: { artifactLocation: { uri: string }; replacements: { insertedContent: { text: string } }[] }) => (
      [change.artifactLocation.uri, change.replacements.map(({ insertedContent }) => insertedContent.text)]))).toEqual([['rules/crm.mql', ['employees']], ['other.mql', ['intent']]]);
  });
});
