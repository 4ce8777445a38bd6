/** What can be written at an offset, with documentation and the right edits. */
import {
  comparisons, defined, events, fields, keywords, lists, negatedComparisons, parts, plain, properties, scores, snippet, standardNames, tierLabel, timeZones, values,
} from './completion-items.ts';
import type { Completion } from './completion-items.ts';
import { completionPlace } from './completion-place.ts';
import type { BlockKind, Due, SubjectType } from './due.ts';
import { givenSnippets, pointsSnippet, quantifierSnippet, rangeSnippet, settingSnippets, snippetsFor, tailSnippets, typeSnippets } from './snippets.ts';
import type { ScoreSymbol } from '../../compiler/bind/scope.ts';
import type { Span } from '../../compiler/source/span.ts';
import { unreachable } from '../../compiler/unreachable.ts';
import { currencies } from '../../tables/currencies.ts';
import type { Analysis } from '../workspace.ts';

export interface CompletionList {
  readonly replaces: Span;
  readonly items: readonly Completion[];
}

/** @param files the paths that a `use` of this document may name, relative to it */
export async function completionsAt(analysis: Analysis, offset: number, files: () => Promise<readonly string[]>): Promise<CompletionList> {
  const place = completionPlace(analysis.file, offset, analysis.scope);
  const paths = place.due.some(({ kind }) => kind === 'file') ? await files() : [];
  // What is likelier stands before all that is less so.
  const items = place.due.flatMap((due, index) => (
    due.kind === 'file' ? paths.map((path, place) => plain(path, 'file', place / 1000)) : itemsFor(analysis, place.block, due, offset).map((item) => ({ ...item, rank: item.rank + index * 10 }))));
  const seen = new Set<string>();
  return { replaces: place.replaces, items: items.filter((item) => !seen.has(`${item.kind}:${item.label}`) && seen.add(`${item.kind}:${item.label}`)) };
}

function itemsFor(analysis: Analysis, block: BlockKind, due: Exclude<Due, { kind: 'file' }>, offset: number): Completion[] {
  const { scope } = analysis;
  switch (due.kind) {
    case 'item': return itemStarts(analysis, block, offset);
    case 'subject': return due.event === undefined ? subjects(analysis, block, offset) : [...properties(due.event, 0), ...keywords(['not', 'any of (', 'all of (', 'none of ('], 4)];
    case 'score': return scores([...scope.scores.values()].filter(({ kind }) => kind !== 'stage'), 0);
    case 'part': return parts(scope, due.of, due.event);
    case 'comparison': return [...(isNumber(due.type) ? [snippet(rangeSnippet, 0.5)] : []), ...comparisons(due.type, 1)];
    case 'negated comparison': return negatedComparisons(due.type);
    case 'value': return due.type === 'tier' ? tierLabels(analysis) : due.type === 'handoff' ? handoffNames(analysis) : typeof due.type === 'object' ? values(due.type, 0) : [];
    case 'list name': return lists(scope, 0);
    case 'words': return keywords(due.words, 0);
    case 'points': return [snippet(pointsSnippet, 0)];
    case 'tail': return tailSnippets.filter(({ label }) => due.parts.includes(label)).map((one, index) => snippet(one, index / 1000));
    case 'settings': return settingSnippets.map((one) => snippet(one, 0));
    case 'type': return [...typeNames.map((name) => plain(name, 'type', 0)), ...typeSnippets.map((one) => snippet(one, 1))];
    case 'currency': return currencies.map((code) => plain(code, 'value', usualCurrencies.has(code) ? 0 : 1));
    case 'duration': return ['1d', '7d', '14d', '30d', '60d', '90d', '1h', '24h'].map((text, index) => plain(text, 'value', index / 1000));
    case 'event': return events(scope, 0);
    case 'given': return [...fields(scope, 0), ...events(scope, 1)];
    case 'given tail': return givenSnippets.filter(({ label }) => due.parts.includes(label)).map((one) => snippet(one, 0));
    case 'event property': return properties(due.event, 0);
    case 'expect': return outcomes(analysis, due.after);
    case 'tier label': return tierLabels(analysis);
    case 'standard name': return standardNames(scope, due.of);
    case 'time zone': return timeZones();
    case 'handoff text': return (analysis.definition?.handoffs ?? []).map(({ to }) => plain(to, 'value', 0, 'handoff', undefined, JSON.stringify(to).slice(1, -1)));
    default: return unreachable(due);
  }
}

const typeNames = ['text', 'number', 'boolean', 'email', 'url', 'country', 'date', 'datetime', 'duration'] as const;
const usualCurrencies: ReadonlySet<string> = new Set(['USD', 'EUR', 'GBP', 'CAD', 'AUD', 'CHF', 'JPY']);

function isNumber(type: SubjectType): boolean {
  return type === 'count' || type === 'points' || (typeof type === 'object' && (type.kind === 'number' || type.kind === 'money'));
}

function itemStarts(analysis: Analysis, block: BlockKind, offset: number): Completion[] {
  const own = snippetsFor(block).map((one) => snippet(one, 2));
  const statements = block === 'top' ? [] : snippetsFor('top').map((one) => snippet(one, 6));
  if (block === 'section') return [...subjects(analysis, block, offset), ...keywords(['require'], 3), ...own, ...statements];
  if (block === 'claim') return [...subjects(analysis, block, offset), ...keywords(['always', 'never'], 0), ...own, ...statements];
  if (block === 'exclude') return [...subjects(analysis, block, offset), ...own, ...statements];
  return [...own, ...statements];
}

function subjects(analysis: Analysis, block: BlockKind, offset: number): Completion[] {
  const { scope } = analysis;
  const asksTier = block === 'handoff' || block === 'claim';
  const asksScores = block === 'top' || asksTier;
  const asked = scores(askable(analysis, block, offset), asksScores ? 0 : 2);
  const asksHandoff = block === 'claim' && analysis.definition?.handoffs !== undefined;
  const ofOutcomes = ['score', 'qualified', 'excluded', ...(asksTier && analysis.tierLabels !== undefined ? ['tier'] : []), ...(asksHandoff ? ['handoff'] : [])];
  const results = asksScores ? keywords(ofOutcomes, 0) : [];
  const words = keywords(['not', 'no', 'any of (', 'all of (', 'none of (', 'days with', 'distinct', 'total', 'since'], 4);
  return [...defined(scope, 0), ...asked, ...results, ...fields(scope, 1), ...events(scope, 1), ...words, snippet(quantifierSnippet, 4)];
}

/** Scores and stages that are complete before the place. Language reference, section 4. */
function askable(analysis: Analysis, block: BlockKind, offset: number): ScoreSymbol[] {
  const all = [...analysis.scope.scores.values()];
  if (block === 'handoff' || block === 'claim') return all;
  const startOf = (symbol: ScoreSymbol): number => (
    symbol.kind === 'section' ? symbol.block.headerSpan.start : symbol.kind === 'stage' ? symbol.statements[0]!.span.start : symbol.statement.span.start);
  if (block === 'top') {
    // The statement that is being written began on a line before the offset or on its own.
    const line = analysis.file.text.lastIndexOf('\n', offset - 1) + 1;
    return all.filter((symbol) => symbol.kind !== 'stage' || startOf(symbol) < line);
  }
  if (block !== 'section') return [];
  const own = Math.max(-1, ...all.filter(({ kind }) => kind === 'section').map(startOf).filter((start) => start < offset));
  return all.filter((symbol) => symbol.kind !== 'stage' && startOf(symbol) < own);
}

/** To whom leads are handed, by the text: a claim that is being written has no checked definition. */
function handoffNames(analysis: Analysis): Completion[] {
  const items = analysis.files.main.parts.flatMap((part) => (part.kind === 'handoff' ? part.items : []));
  return items.flatMap((item) => (item.kind === 'handoff item' ? [plain(JSON.stringify(item.to.value), 'value', 0, 'handoff')] : []));
}

function tierLabels(analysis: Analysis): Completion[] {
  return (analysis.tierLabels ?? []).slice(0, 50).map((label) => plain(label, 'tier', 0, 'tier', undefined, tierLabel(label)));
}

/** @param after the word before: `not` takes all but scores, `no` a tier or handoff */
function outcomes(analysis: Analysis, after: 'nothing' | 'not' | 'no'): Completion[] {
  if (after === 'no') return keywords([...(analysis.tierLabels === undefined ? [] : ['tier']), 'handoff'], 0);
  const symbols = [...analysis.scope.scores.values()].filter(({ kind }) => after === 'nothing' || kind === 'stage');
  const tiers = tierLabels(analysis).map(({ label, text }) => plain(`tier ${label}`, 'tier', 1, 'tier', undefined, `tier ${text}`));
  if (after === 'not') return [...scores(symbols, 0), ...tiers, ...keywords(['qualified', 'excluded'], 2)];
  const handoffs = analysis.definition?.handoffs ?? [];
  const tails = [...(analysis.tierLabels === undefined ? [] : ['no tier']), ...(handoffs.length === 0 ? [] : ['no handoff'])];
  return [
    ...scores(symbols, 0), ...tiers, ...handoffs.map(({ to }) => plain(`handoff ${JSON.stringify(to)}`, 'value', 1, 'handoff')),
    ...keywords(['score', 'qualified', 'excluded', 'not', ...tails], 2),
  ];
}
