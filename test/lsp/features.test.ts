import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CompletionItemKind } from 'vscode-languageserver-protocol';
import type { CompletionItem, DocumentSymbol, Hover, InlayHint, Location, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { applyWorkspaceEdit, atCursor, startClient } from './client.ts';
import type { Client } from './client.ts';

let client: Client;
beforeAll(async () => { client = await startClient(); });
afterAll(async () => { await client.close(); });

async function complete(marked: string): Promise<CompletionItem[]> {
  const { text, offset } = atCursor(marked);
  const uri = client.open(text);
  return client.request<CompletionItem[]>('textDocument/completion', { textDocument: { uri }, position: client.position(uri, offset) });
}

async function labels(marked: string): Promise<string[]> {
  return (await complete(marked)).map((item) => item.label);
}

async function hover(marked: string): Promise<string> {
  const { text, offset } = atCursor(marked);
  const uri = client.open(text);
  const found = await client.request<Hover | null>('textDocument/hover', { textDocument: { uri }, position: client.position(uri, offset) });
  return found === null ? '' : (found.contents as { value: string }).value;
}

function spanned(uri: string, location: Location): string {
  const lines = client.text(uri).split('\n');
  const { start, end } = location.range;
  return lines[start.line]!.slice(start.character, end.character);
}

describe('diagnostics', () => {
  it('are what mql check says, and go when the text is mended', async () => {
    const uri = client.open('fit: employes 50..500 +10\nmql when score > 5\n');
    const [first] = await client.diagnostics(uri);
    expect(first).toMatchObject({ code: 'MQL1001', source: 'mql', range: { start: { line: 0, character: 5 }, end: { line: 0, character: 13 } } });
    expect(first!.message).toContain('did you mean `employees`?');
    client.edit(uri, 5, 13, 'employees');
    expect(await client.diagnostics(uri)).toEqual([]);
  });

  it('of a name that nothing uses are shown as what could go', async () => {
    const uri = client.open('lists: spare = "a"\nfit: country US +10\nmql when score > 5\n');
    expect((await client.diagnostics(uri)).map(({ code, tags }) => [code, tags])).toEqual([['MQL2014', [1]]]);
  });

  it('of a file that uses another follow a change of that other file', async () => {
    const vocabulary = client.open('vocabulary: lead seats number\n', 'shared/vocabulary.mql');
    const uri = client.open('use "vocabulary.mql"\nfit: seats 5.. +10\nmql when score > 5\n', 'shared/uses.mql');
    expect(await client.diagnostics(uri)).toEqual([]);
    client.change(vocabulary, 'vocabulary: lead chairs number\n');
    client.edit(uri, client.text(uri).length, client.text(uri).length, '\n');
    expect((await client.diagnostics(uri)).map((one) => one.code)).toEqual(['MQL1001']);
  });
});

describe('completion', () => {
  it('offers fields, events and defined names where a condition is due', async () => {
    const found = await labels('define: big = employees 500..\nfit:\n  $0\nmql when score > 5\n');
    for (const label of ['employees', 'country', 'webinar', 'big', 'not', 'require']) expect(found).toContain(label);
    expect(found).not.toContain('mql');
  });
  it('offers the members of a `one of`', async () => {
    expect((await labels('fit: seniority in ($0'))).toEqual(expect.arrayContaining(['vp', 'c_level']));
    expect((await labels('fit: seniority $0'))).toEqual(expect.arrayContaining(['vp', 'in (']));
  });
  it('offers countries by name, and writes their code', async () => {
    const germany = (await complete('fit: country Ger$0')).find((item) => item.label === 'Germany');
    expect(germany?.textEdit).toMatchObject({ newText: 'DE', range: { start: { line: 0, character: 13 }, end: { line: 0, character: 16 } } });
  });
  it('offers an event\'s properties inside its filter only', async () => {
    const inside = (await complete('intent: page_view where ($0')).filter(({ kind }) => kind !== CompletionItemKind.Keyword);
    expect(inside.map(({ label }) => label).sort()).toEqual(['duration', 'title', 'url']);
    expect(await labels('intent: total page_view.$0')).toEqual(['url', 'title', 'duration']);
    expect(await labels('fit: email.$0')).toEqual(['domain']);
  });
  it('offers lists after `in`, tails after points, scores and stages in a `when`', async () => {
    expect(await labels('lists: rivals = "a.com"\nexclude: email.domain in $0')).toEqual(expect.arrayContaining(['rivals', 'free_mail']));
    expect(await labels('intent: webinar +10 $0')).toEqual(expect.arrayContaining(['within', 'once per', 'decay', 'up to']));
    expect(await labels('fit: country US +10\nsal when score > 3\nmql when $0')).toEqual(expect.arrayContaining(['fit', 'score', 'sal', 'qualified']));
  });
  it('offers outcomes after expect, and snippets at the start of a line', async () => {
    expect(await labels('fit: country US +10\nmql when score > 5\ntest "t":\n  expect $0')).toEqual(expect.arrayContaining(['mql', 'fit', 'score', 'not']));
    const section = (await complete('$0')).find((item) => item.label === 'section');
    expect(section?.insertTextFormat).toBe(2);
  });
  it('offers subjects in claims, and `implies` after a condition', async () => {
    const definition = 'fit: country US +10\nmql when score > 5\ntier A when mql\n';
    const start = await labels(`${definition}claim "c":\n  $0`);
    expect(start).toEqual(expect.arrayContaining(['mql', 'fit', 'tier', 'country', 'always', 'never', 'qualified']));
    expect(start).not.toContain('require');
    expect(await labels(`${definition}claim "c":\n  mql implies country $0`)).toEqual(expect.arrayContaining(['Germany', 'in (', 'is known']));
    expect(await labels(`${definition}claim "c":\n  mql\n    implies $0`)).toEqual(expect.arrayContaining(['mql', 'country', 'not']));
    expect(await labels(`${definition}claim "c":\n  country US $0`)).toEqual(expect.arrayContaining(['implies', 'and']));
    expect(await labels(`${definition}claim "c":\n  never country US $0`)).toEqual(['and', 'or']);
    expect(await labels(`${definition}claim "c":\n  never $0`)).toEqual(expect.arrayContaining(['mql', 'country']));
  });
  it('offers nothing in a comment or an unfinished text', async () => {
    expect(await labels('# fit $0')).toEqual([]);
    expect(await labels('exclude: title "stu$0')).toEqual([]);
  });
});

describe('hover', () => {
  it('says a field\'s type and spelling, an event\'s properties', async () => {
    expect(await hover('vocabulary: lead seats number from "Seat count"\nfit: se$0ats 5.. +10\nmql when score > 5')).toContain('In data: `Seat count`');
    expect(await hover('intent: page_v$0iew +10\nmql when score > 5')).toContain('event page_view (url url, title text, duration duration)');
  });
  const whole = [
    'vocabulary: lead seats number', 'define: large = seats > 100', 'exclude: email.domain in free_mail', 'fit (up to 40):', '  seats 1..5 +5 | otherwise +1',
    '  webinar "Sales*" +5 once per day up to 20', '  require country US', '  large +3', 'sal when fit > 3', 'mql when score > 20', 'mql also when demo_request within 7d',
    'tier A when fit > 30', 'handoff:', '  to "SDR" within 2h when tier A', 'claim "c": mql implies country US', '',
  ].join('\n');
  it.each([
    ['+5$0 |', 'Pays by seats, the first case that holds:\n\n- between 1 and 5: +5\n- otherwise: +1\n\nIn all it can pay from 1 to 5 points.'],
    ['on$0ce per', 'Pays **+5** for each webinar whose title is like “Sales\\*”, once per day, at most +20 in all.'],
    ['on$0ce per', '`once per day`: the latest of each calendar day'],
    ['country$0 US', 'The country that the lead or its company sits in.'],
    ['country$0 US', '**Required** of every lead that qualifies, whatever its score: country is United States of America.'],
    ['lar$0ge +3', 'Holds if seats is more than 100.'],
    ['email.doma$0in', '**Excluded** is a lead for which email’s domain is'],
    ['sco$0re > 20', 'The **score** is the sum of fit. It can be from 1 to 25 points.'],
    ['sco$0re > 20', 'A qualified lead is **mql** if the score is more than 20. This is one of 2 ways.'],
    ['m$0ql also', 'one of these holds:\n\n- the score is more than 20\n- there is a demo request in the last 7 days'],
    ['tier $0A when', 'The tier is **A** if the fit score is more than 30'],
    ['to "SD$0R"', 'A lead that is mql goes to “SDR” within 2 hours if the tier is A'],
    ['impli$0es', 'Claimed of every lead that could exist: if the lead is mql, then country is United States of America.'],
  ])('says in words what %j is about', async (marked, words) => {
    expect(await hover(whole.replace(marked.replace('$0', ''), () => marked))).toContain(words);
  });
  it('says of the words of the language what they mean, also in a broken file, but not inside texts and comments', async () => {
    expect(await hover('intent: webinar +10 dec$0ay and')).toContain('an event loses half of its points');
    expect(await hover('# dec$0ay')).toBe('');
    expect(await hover('exclude: title "dec$0ay')).toBe('');
  });
  it('says the least and most of a rule and a section', async () => {
    expect(await hover('intent: webinar +10 up to $030\nmql when score > 5')).toContain('from 0 to 30');
    expect(await hover('fi$0t:\n  country US +10\n  employees 5.. +5\nmql when score > 5')).toContain('from 0 to 15');
  });
});

describe('names', () => {
  const text = 'define: buyer = seniority vp\nfit:\n  buyer +10\n  country US and buyer +5\nmql when score > 5\n';

  it('lead to their declaration, and to all their places', async () => {
    const uri = client.open(text);
    const at = { textDocument: { uri }, position: client.position(uri, text.lastIndexOf('buyer') + 2) };
    const [declared] = await client.request<Location[]>('textDocument/definition', at);
    expect(declared!.range.start).toEqual({ line: 0, character: 8 });
    const all = await client.request<Location[]>('textDocument/references', { ...at, context: { includeDeclaration: true } });
    expect(all.map((one) => [one.range.start.line, spanned(uri, one)])).toEqual([[0, 'buyer'], [2, 'buyer'], [3, 'buyer']]);
  });

  it('are renamed everywhere, across files, and a reserved word goes into backquotes', async () => {
    const vocabulary = client.open('vocabulary: lead seats number from "seats"\n', 'rename/vocabulary.mql');
    const uri = client.open('use "vocabulary.mql"\nfit: seats 5.. +10\nmql when score > 5\n', 'rename/uses.mql');
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', { textDocument: { uri }, position: client.position(uri, 28), newName: 'days' });
    expect(applyWorkspaceEdit(client, edit)).toEqual({
      [vocabulary]: 'vocabulary: lead `days` number from "seats"\n',
      [uri]: 'use "vocabulary.mql"\nfit: `days` 5.. +10\nmql when score > 5\n',
    });
  });

  it.each([
    ['seats', 'big'], ['seats', 'country'], ['big', 'Seats'], ['fit', 'mql'], ['free', 'pro'], ['free', 'professional'], ['kind', 'page'],
  ])('are not renamed to what is there already: %s to %s', async (from, to) => {
    const names = [
      'vocabulary:', '  lead seats number', '  lead plan one of (free, pro "Professional")', '  event visited (page text, kind text)', 'define: big = seats > 5',
      'fit: big +1; country US +1; plan free +1; visited where kind "x" +1', 'mql when fit > 1', '',
    ].join('\n');
    const uri = client.open(names);
    const ask = (newName: string) => client.request('textDocument/rename', { textDocument: { uri }, position: client.position(uri, names.lastIndexOf(` ${from}`) + 1 || names.indexOf(from)), newName });
    await expect(ask(to)).rejects.toThrow(`there is a \`${to}\` already`);
    await expect(ask('something_else')).resolves.toBeTruthy();
    await expect(ask(from.toUpperCase())).resolves.toBeTruthy();
  });

  it('of the standard vocabulary are not renamed', async () => {
    const uri = client.open('fit: employees 5.. +10\nmql when score > 5\n');
    await expect(client.request('textDocument/rename', { textDocument: { uri }, position: { line: 0, character: 6 }, newName: 'staff' })).rejects.toThrow('standard vocabulary');
  });
});

describe('the shape of a document', () => {
  const text = 'vocabulary: lead seats number\nfit:\n  seats 5.. +10\n  country US\nintent (within 30d):\n  webinar +10\nmql when score > 5\n';

  it('shows as symbols, folds and links', async () => {
    const uri = client.open(text);
    const symbols = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument: { uri } });
    expect(symbols.map((one) => [one.name, (one.children ?? []).map((child) => child.name)])).toEqual([
      ['vocabulary', ['seats']], ['fit', ['seats 5..', 'country US']], ['intent', ['webinar']], ['mql', []],
    ]);
    const folds = await client.request<{ startLine: number; endLine: number }[]>('textDocument/foldingRange', { textDocument: { uri } });
    expect(folds.map(({ startLine, endLine }) => [startLine, endLine])).toEqual([[1, 3], [4, 5]]);
  });

  it('has hints for what is not written', async () => {
    const uri = client.open(text);
    const hints = await client.request<InlayHint[]>('textDocument/inlayHint', { textDocument: { uri }, range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } } });
    expect(hints.map((hint) => [hint.position.line, hint.label])).toEqual([[1, 'at most 10'], [3, 'required'], [5, 'each']]);
  });

  it('has semantic tokens in order', async () => {
    const uri = client.open(text);
    const { data } = await client.request<{ data: number[] }>('textDocument/semanticTokens/full', { textDocument: { uri } });
    expect(data.length % 5).toBe(0);
    expect(data.length / 5).toBeGreaterThanOrEqual(7);
  });

  it('selects outwards', async () => {
    const uri = client.open(text);
    const [chain] = await client.request<{ range: unknown; parent?: unknown }[]>('textDocument/selectionRange', { textDocument: { uri }, positions: [client.position(uri, text.indexOf('5..'))] });
    expect(chain!.parent).toBeDefined();
  });
});

describe('tests and leads', () => {
  const text = 'fit: country US +10\nmql when score > 5\ntest "good": given country US; expect mql\ntest "bad": given country DE; expect mql\n';

  it('run from the editor', async () => {
    const uri = client.open(text);
    const { tests } = await client.request<{ tests: { title: string; passed: boolean; failures: { message: string }[] }[] }>('mql/runTests', { uri });
    expect(tests.map(({ title, passed }) => [title, passed])).toEqual([['good', true], ['bad', false]]);
    expect(tests[1]!.failures[0]!.message).toContain('expected mql');
  });

  it('run from their lenses in an editor that has no commands of its own', async () => {
    const uri = client.open(text);
    const lenses = await client.request<{ command: { title: string; command: string; arguments: unknown[] } }[]>('textDocument/codeLens', { textDocument: { uri } });
    const told: string[] = [];
    client.connection.onNotification('window/showMessage', ({ message }: { message: string }) => { told.push(message); });
    for (const { command } of lenses.filter((lens) => lens.command.title === 'Run test')) await client.request('workspace/executeCommand', command);
    expect(told).toEqual(['passed: good', expect.stringMatching(/^failed: bad\nexpected mql, got not mql/)]);
  });

  it('claims have a lens that proves them, symbols and tokens', async () => {
    const claims = 'fit: country US +10\nmql when score > 5\nclaim "whence":\n  mql implies country US\nclaim "big": mql implies employees 50..\n';
    const uri = client.open(claims);
    const lenses = await client.request<{ range: { start: { line: number } }; command: { title: string; command: string; arguments: unknown[] } }[]>('textDocument/codeLens', { textDocument: { uri } });
    const prove = lenses.filter(({ command }) => command.title === 'Prove');
    expect(prove.map(({ range, command }) => [range.start.line, command.command, command.arguments])).toEqual([
      [2, 'mql.proveClaim', [uri, 'whence']], [4, 'mql.proveClaim', [uri, 'big']],
    ]);
    const ask = (title: string) => client.request<{ outcome?: string; message: string } | null>('workspace/executeCommand', { command: 'mql.proveClaim', arguments: [uri, title] });
    expect(await ask('whence')).toEqual({ outcome: 'proved', message: 'proved: whence, for every lead that could exist' });
    expect(await ask('big')).toMatchObject({ outcome: 'broken', message: expect.stringMatching(/^broken: mql implies employees 50\.\., by this lead\n {2}given country US/) as string });
    expect(await ask('gone')).toEqual({ message: 'there is no claim `gone`' });

    const symbols = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument: { uri } });
    expect(symbols.map((one) => [one.name, (one.children ?? []).map((child) => child.name)])).toContainEqual(['whence', ['mql implies country US']]);
    const references = await client.request<unknown[]>('textDocument/references', {
      textDocument: { uri }, position: client.position(uri, claims.indexOf('mql when')), context: { includeDeclaration: false },
    });
    expect(references).toHaveLength(2);
  });

  it('explains one lead, and says which value cannot be read', async () => {
    const uri = client.open('intent: webinar +10 within 30d\nfit: employees 50.. +5\nmql when score > 5\n');
    const now = Date.UTC(2026, 0, 31);
    const good = await client.request<{ text: string; explanation: { score: number } }>('mql/explain', {
      uri, now, lead: { employees: 60 }, events: [{ type: 'webinar', at: '2026-01-30' }],
    });
    expect(good.explanation.score).toBe(15);
    const bad = await client.request<{ problem: string }>('mql/explain', { uri, now, lead: { employees: 'many' }, events: [] });
    expect(bad.problem).toContain('employees');
  });
});
