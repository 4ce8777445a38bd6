/** What is offered at each kind of place, the likeliest first, in texts that are half typed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver-protocol';
import { completionsAt } from '../../lsp/features/completion.ts';
import { Workspace } from '../../lsp/workspace.ts';
import { applyEdits, atCursor, startClient } from './client.ts';
import type { Client } from './client.ts';

const before = `vocabulary:
  lead seats number from "Seats"
  lead plan one of (free, pro "Pro", enterprise)
  lead tags list of text
  lead \`within\` number
  event visited (page url, secs duration, kind text, tariff one of (a, b))
lists:
  rivals = "a.com", "b.io"
define:
  big = seats > 100
fit (up to 40):
  country US +20
sal when fit > 3
`;
const after = `
mql when score > 50
tier A when fit > 30
tier "B 2" when fit > 20
handoff:
  to "SDR, \\"West\\"" within 2h
`;

/** Labels in the order in which an editor shows them. */
async function offered(written: string): Promise<string[]> {
  const { text, offset } = atCursor(`${before}${written}${after}`);
  const workspace = new Workspace({ today: () => '2026-06-01', readFile: () => undefined });
  workspace.setDocument('a.mql', text);
  const { items } = await completionsAt(workspace.analysis('a.mql')!, offset, () => Promise.resolve([]));
  return [...items].sort((first, second) => first.rank - second.rank || (first.label < second.label ? -1 : 1)).map(({ label }) => label);
}

const inSection = (item: string): string => `intent (within 30d):\n  ${item}`;
const inTest = (item: string): string => `test "t":\n  ${item}`;
const tails = ['within', 'up to', 'when', 'as'];

describe('all that is offered', () => {
  it.each<[written: string, labels: readonly string[]]>([
    [inSection('seats > $0'), []],
    [inSection('seats in ($0'), []],
    [inSection('seats 1..5 $0'), ['+points', 'and', 'or']],
    [inSection('require seats 1..5 $0'), ['and', 'or']],
    [inSection('seats > -5 $0'), ['+points', 'and', 'or']],
    [inSection('seats +1 $0'), [...tails, 'per', '|']],
    [inSection('seats 1..5 and big +1 $0'), [...tails, '|']],
    [inSection('seats 1..5 +1 up to 3 as "x" $0'), ['within', 'when']],
    [inSection('visited +5 $0'), [...tails, 'once', 'once per', 'once every', 'at most', 'decay', 'fade over', 'per', '|']],
    [inSection('visited +5 decay 5% every 7d $0'), [...tails, 'once', 'once per', 'once every', 'at most']],
    [inSection('visited +5 once per $0'), ['day', 'week', 'month']],
    [inSection('visited +5 at $0'), ['most']],
    [inSection('visited +5 up $0'), ['to']],
    [inSection('visited +5 decay 50% $0'), ['every']],
    [inSection('visited +5 as $0'), []],
    [inSection('visited +5 when big $0'), ['and', 'or', 'within', 'up to', 'as', 'once', 'once per', 'once every', 'at most', 'decay', 'fade over']],
    [inSection('plan = $0'), ['free', 'pro', 'enterprise']],
    [inSection('plan is not $0'), ['free', 'pro', 'enterprise', 'missing', 'known']],
    [inSection('plan not $0'), ['in (', 'in']],
    [inSection('plan in (free, $0)'), ['free', 'pro', 'enterprise']],
    [inSection('plan free +5 | pro +6 | otherwise $0'), ['+points']],
    [inSection('title mentions $0'), ['any of (']],
    [inSection('title mentions any of $0'), ['(', 'rivals', 'free_mail']],
    [inSection('title starts $0'), ['with']],
    [inSection('email.domain not in $0'), ['rivals', 'free_mail', '(']],
    [inSection('tags has any $0'), ['of (']],
    [inSection('days $0'), ['with']],
    [inSection('at least 2 $0'), ['of (']],
    [inSection('distinct visited.page.$0'), ['host', 'path']],
    [inSection('since visited > $0'), ['30s', '3min', '1h', '7d', '30d']],
    [inSection('visited where (tariff $0'), ['a', 'b', 'in (', 'not in (', '=', '!=', 'is known', 'is missing', 'and', 'or']],
    ['mql $0', ['when', 'also when']],
    ['mql also $0', ['when']],
    ['tier A $0', ['when']],
    ['tier = fit 60.. A | $0', ['otherwise']],
    ['score = $0', ['fit']],
    ['score = 60% $0', ['*']],
    ['score = fit up to 30 $0', ['floor']],
    ['intent ($0', ['after last', 'floor', 'up to', 'within']],
    ['intent (within 30d, up $0', ['to']],
    ['vocabulary:\n  lead x one $0', ['of (']],
    ['vocabulary:\n  lead x text $0', ['from']],
    ['vocabulary:\n  event x (a text) $0', ['passive', 'from']],
    ['handoff:\n  to "x" $0', ['within', 'when']],
    ['handoff:\n  to "x" when tier $0', ['A', 'B 2', 'and', 'or']],
    ['claim "c":\n  tier A implies tier $0', ['A', 'B 2', 'and', 'or']],
    ['claim "c":\n  tier A $0', ['implies', 'and', 'or']],
    ['claim "c":\n  always big $0', ['and', 'or']],
    ['claim "c":\n  mql implies handoff $0', ['"SDR, \\"West\\""', 'in (', '!=', 'and', 'or']],
    ['claim "c":\n  mql implies handoff in ($0', ['"SDR, \\"West\\""']],
    ['claim "c":\n  mql implies handoff != $0', ['"SDR, \\"West\\""']],
    [inTest('given plan $0'), ['free', 'pro', 'enterprise']],
    [inTest('given visited $0'), ['"', '(', 'ago', 'on']],
    [inTest('given 2 visited (secs 5) 3d $0'), ['ago']],
    [inTest('given visited (tariff $0'), ['a', 'b']],
    [inTest('expect not $0'), ['mql', 'sal', 'tier A', 'tier B 2', 'qualified', 'excluded']],
    [inTest('expect mql, no $0'), ['tier', 'handoff']],
    [inTest('expect tier $0'), ['A', 'B 2']],
    ['use $0', []],
  ])('%j', async (written, labels) => {
    expect(await offered(written)).toEqual(labels);
  });
});

describe('first of all that is offered', () => {
  it.each<[written: string, labels: readonly string[]]>([
    [inSection('plan $0'), ['free', 'pro', 'enterprise', 'in (']],
    [inSection('seats $0'), ['range', '>=', '>']],
    [inSection('country $0'), ['in (', 'not in (', '=']],
    [inSection('visited $0'), ['where', 'within', '+points']],
    [inSection('visited within 7d $0'), ['+points', 'and', 'or', 'range', '>=']],
    [inSection('`within` $0'), ['range', '>=']],
    [inSection('plan free +5 | $0'), ['otherwise', 'free', 'pro']],
    [inSection('at least 2 of ($0'), ['big', 'plan', 'seats']],
    ['mql when $0', ['big', 'fit', 'sal', 'score', 'qualified', 'excluded']],
    ['definition:\n  timezone "$0"', ['UTC', 'Africa/Abidjan']],
    ['vocabulary:\n  lead $0', ['authority', 'budget']],
    ['vocabulary:\n  lead x money $0', ['AUD', 'CAD', 'CHF', 'EUR', 'GBP', 'JPY', 'USD', 'AED']],
  ])('%j', async (written, labels) => {
    expect((await offered(written)).slice(0, labels.length)).toEqual(labels);
  });
});

it('asks only scores that are complete above, and stages declared before', async () => {
  expect(await offered('intent:\n  $0\nlater: country US +1')).toEqual(expect.arrayContaining(['fit']));
  const labels = await offered('intent:\n  $0\nlater: country US +1');
  for (const label of ['intent', 'later', 'sal', 'mql']) expect(labels).not.toContain(label);
  expect(await offered('sql when $0')).not.toContain('mql');
});

it('an open parenthesis above costs nothing below', async () => {
  expect(await offered('intent:\n  any of (big, country\nlast:\n  plan = $0')).toEqual(['free', 'pro', 'enterprise']);
  expect(await offered('intent (within 30d, up to :\n  plan = $0')).toEqual(['free', 'pro', 'enterprise']);
});

describe('through the protocol', () => {
  let withSnippets: Client;
  let without: Client;
  beforeAll(async () => { [withSnippets, without] = await Promise.all([startClient(), startClient({ capabilities: {} })]); });
  afterAll(async () => { await Promise.all([withSnippets.close(), without.close()]); });

  async function accepted(client: Client, written: string, label: string): Promise<string> {
    const { text, offset } = atCursor(`${before}${written}`);
    const uri = client.open(text);
    const items = await client.request<CompletionItem[]>('textDocument/completion', { textDocument: { uri }, position: client.position(uri, offset) });
    const item = items.find((one) => one.label === label)!;
    return applyEdits(text, [item.textEdit as { range: never; newText: string }]).slice(before.length);
  }

  it('replaces what has been typed of a word, a zone, a text', async () => {
    expect(await accepted(withSnippets, inSection('country ger$0 +5'), 'Germany')).toBe(inSection('country DE +5'));
    expect(await accepted(withSnippets, 'definition:\n  timezone "Europe/Ber$0"', 'Europe/Berlin')).toBe('definition:\n  timezone "Europe/Berlin"');
    expect(await accepted(withSnippets, inSection('`with$0'), 'within')).toBe(inSection('`within`'));
  });

  it('fills in snippets only where the editor can', async () => {
    expect(await accepted(withSnippets, inSection('visited +5 on$0'), 'once per')).toBe(inSection('visited +5 once per ${1|day,week,month|}'));
    expect(await accepted(without, inSection('visited +5 on$0'), 'once per')).toBe(inSection('visited +5 once per day'));
    expect(await accepted(without, 'ti$0', 'tier grid')).toBe('tier = fit 60.. A | otherwise B, intent 50.. "1" | otherwise "2"');
  });
});
