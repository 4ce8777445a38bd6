/** What each name of a text stands for, as editors follow it: every place where a name is declared or used. */
import { expect, test } from 'vitest';
import { check } from '../../compiler/check/check.ts';
import type { SymbolTarget } from '../../compiler/bind/scope.ts';
import { sourceFile } from '../../compiler/source/source-file.ts';
import { unreachable } from '../../compiler/unreachable.ts';

const vocabulary = `vocabulary:
  lead plan one of (free "Free plan", pro)
  event ping (tag one of (a, b), page url, place country, size number)
lists:
  rivals = "acme.com", "rival.io"
  near = US, CA
define:
  big = employees >= 500
`;

const definition = `use "vocabulary.mql"
exclude:
  email.domain in rivals
fit:
  big and country in near and country is FR +10
  plan "free plan" +5 | pro +10
intent (after last ping):
  ping a where (page.host "acme.com" and place DE) +5
  distinct ping.page.path >= 2 and total ping.size > 3 and since ping > 2d and days with ping >= 1 +5
  page_view +1 when fit > 3
score both = fit + intent
score = 50% * both + fit
hot when both > 10 and score > 5
hot also when big
mql when hot and not excluded
tier A when mql
tier B when hot
handoff:
  to "SDR" when tier A and hot
test "names":
  given plan pro, country US, ping a (place DE, size 5) 1d ago
  expect mql, not hot, fit 10, both >= 3, score 5, tier A, handoff "SDR"
`;

function nameOf(target: SymbolTarget): string {
  switch (target.kind) {
    case 'field': return target.field.name;
    case 'event': return target.event.name;
    case 'property': return `${target.event.name}.${target.property.name}`;
    case 'member': return `${target.owner.name} ${target.member.name}`;
    case 'country': return target.code;
    case 'list': return target.list.name;
    case 'defined': return target.defined.name;
    case 'section': case 'derived score': case 'stage': return target.symbol.name;
    case 'part': return target.part;
    default: return unreachable(target);
  }
}

const texts: Readonly<Record<string, string>> = { 'vocabulary.mql': vocabulary, 'definition.mql': definition };

/** Line by line what stands behind each word; `!` marks declarations. */
function referencesOf(path: string): string[] {
  const { references, diagnostics } = check(sourceFile('definition.mql', definition), (other) => (texts[other] === undefined ? undefined : sourceFile(other, texts[other])));
  expect(diagnostics).toEqual([]);
  const text = texts[path]!;
  const found = references.filter(({ file }) => file.path === path).map(({ span, target, declaration }) => ({
    start: span.start, line: text.slice(0, span.start).split('\n').length,
    shown: `${text.slice(span.start, span.end)}: ${target.kind} ${nameOf(target)}${declaration ? '!' : ''}`,
  }));
  const lines = new Map<number, string[]>();
  for (const { line, shown } of found.sort((first, second) => first.start - second.start)) lines.set(line, [...(lines.get(line) ?? []), shown]);
  return [...lines].map(([line, shown]) => `${line}  ${shown.join(', ')}`);
}

test('of a used file', () => {
  expect(referencesOf('vocabulary.mql')).toEqual([
    '2  plan: field plan!',
    '3  ping: event ping!, tag: property ping.tag!, page: property ping.page!, place: property ping.place!, size: property ping.size!',
    '5  rivals: list rivals!',
    '6  near: list near!, US: country US, CA: country CA',
    '8  big: defined big!, employees: field employees',
  ]);
});

test('of a definition', () => {
  expect(referencesOf('definition.mql')).toEqual([
    '3  email: field email, domain: part domain, rivals: list rivals',
    '4  fit: section fit!',
    '5  big: defined big, country: field country, near: list near, country: field country, FR: country FR',
    '6  plan: field plan, "free plan": member plan free, pro: member plan pro',
    '7  intent: section intent!, ping: event ping',
    '8  ping: event ping, a: member tag a, page: property ping.page, host: part host, place: property ping.place, DE: country DE',
    '9  ping: event ping, page: property ping.page, path: part path, ping: event ping, size: property ping.size, ping: event ping, ping: event ping',
    '10  page_view: event page_view, fit: section fit',
    '11  both: derived score both!, fit: section fit, intent: section intent',
    '12  both: derived score both, fit: section fit',
    '13  hot: stage hot!, both: derived score both',
    '14  hot: stage hot!, big: defined big',
    '15  mql: stage mql!, hot: stage hot',
    '16  mql: stage mql',
    '17  hot: stage hot',
    '19  hot: stage hot',
    '21  plan: field plan, pro: member plan pro, country: field country, US: country US, ping: event ping, a: member tag a, place: property ping.place, DE: country DE, size: property ping.size',
    '22  mql: stage mql, hot: stage hot, fit: section fit, both: derived score both',
  ]);
});

test('what is no name of its own stands for nothing', () => {
  const text = 'vocabulary: lead picks list of one of (a, b)\nfit: picks a +1\n  since activity > 5d +1\n  days with activity >= 2 +1\nmql when score > 1\n';
  const { references } = check(sourceFile('definition.mql', text), () => undefined);
  expect(references.map(({ span, target }) => `${text.slice(span.start, span.end)}: ${target.kind}`).sort()).toEqual(['fit: section', 'mql: stage', 'picks: field', 'picks: field']);
});

test('what is declared a second time stands for nothing', () => {
  const text = [
    'vocabulary:', '  lead seats number', '  lead seats text', '  event ping (a number)', '  event ping (b number)', 'lists:', '  near = US', '  near = DE', 'define:', '  big = seats 5', '  big = seats 6',
    'score fit = 5', 'fit: big +1', 'fit: big +2', 'mql when fit > 3',
  ].join('\n');
  const { references, diagnostics } = check(sourceFile('definition.mql', text), () => undefined);
  expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(['MQL1020']));
  const declared = references.filter(({ declaration }) => declaration).map(({ span }) => `${text.slice(0, span.start).split('\n').length} ${text.slice(span.start, span.end)}`);
  expect(declared).toEqual(['2 seats', '4 ping', '4 a', '7 near', '10 big', '12 fit', '15 mql']);
});

test('the list of the standard vocabulary has its name, and is in use', () => {
  const { references, definition } = check(sourceFile('definition.mql', 'exclude: email.domain in free_mail\nmql when webinar\n'), () => undefined);
  expect(references.flatMap(({ target }) => (target.kind === 'list' ? [nameOf(target)] : []))).toEqual(['free_mail']);
  expect(definition!.lists.map(({ name, used, entries, origin }) => [name, used, entries.includes('gmail.com'), origin])).toEqual([['free_mail', true, true, undefined]]);
});
