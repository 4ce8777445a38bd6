/** The upper part of the panel: what became of the lead, and every rule's part in it. */
import type { ExplainResult } from '../../../lsp/protocol/requests.ts';
import type { Explanation, ExplanationItem } from '../../../runtime/result.ts';
import { element, pointsText, signedText } from './elements.ts';
import type { Child } from './elements.ts';

export type Reveal = (line: number, column: number) => void;

export function resultView(result: ExplainResult | undefined, reveal: Reveal): HTMLElement {
  if (result === undefined) return element('section', { class: 'result' }, element('p', { class: 'hint', attributes: { role: 'status' } }, 'The language server is asked...'));
  const explanation = result.explanation as Explanation | undefined;
  if (explanation === undefined) {
    return element('section', { class: 'result' }, element('p', { class: 'problem', attributes: { role: 'alert' } }, withCode(result.problem ?? 'no result')));
  }
  return element('section', { class: 'result', attributes: { 'aria-live': 'polite' } },
    outcome(result, explanation),
    missing(result, explanation),
    Object.keys(explanation.sections).map((name) => section(name, result, explanation, reveal)),
    otherItems(explanation, reveal));
}

function outcome({ title, mainStage, limits }: ExplainResult, { score, stages, excluded, qualified, tier, handoff }: Explanation): HTMLElement {
  const limit = limits['score'];
  const range = limit?.most === null || limit?.most === undefined || limit.least === null ? undefined : `of ${pointsText(limit.least)} to ${pointsText(limit.most)}`;
  return element('header', { class: 'outcome' },
    element('div', { class: 'score' }, element('span', { class: 'number' }, pointsText(score)), element('span', { class: 'range' }, range ?? 'points')),
    element('div', { class: 'verdict' },
      element('h1', {}, title ?? 'Lead'),
      element('div', { class: 'badges' },
        excluded ? badge('excluded', 'bad') : !qualified && badge('not qualified', 'bad'),
        Object.entries(stages).map(([name, reached]) => badge(reached ? name : `not ${name}`, reached ? 'good' : name === mainStage ? 'off' : 'quiet')),
        tier !== undefined && badge(tier === null ? 'no tier' : `tier ${tier}`, tier === null ? 'quiet' : 'plain')),
      handoff ? element('p', { class: 'handoff' }, `Handed to ${handoff.to}${handoff.within_ms === null ? '' : ` within ${durationText(handoff.within_ms)}`}`) : undefined));
}

function badge(text: string, look: 'good' | 'bad' | 'off' | 'quiet' | 'plain'): HTMLElement {
  return element('span', { class: `badge ${look}` }, look === 'good' ? '\u2713 ' : undefined, text);
}

function durationText(milliseconds: number): string {
  const units = [['d', 86_400_000], ['h', 3_600_000], ['min', 60_000], ['s', 1000]] as const;
  const unit = units.find(([, length]) => milliseconds % length === 0);
  return unit === undefined ? `${milliseconds} ms` : `${milliseconds / unit[1]} ${unit[0]}`;
}

function missing({ missing: reasons, mainStage }: ExplainResult, { stages }: Explanation): Child {
  if (mainStage === undefined || stages[mainStage] === true) return undefined;
  return element('div', { class: 'missing' },
    element('h2', {}, `What is missing to be ${mainStage}`),
    element('ul', {}, reasons.length === 0 ? element('li', {}, 'its condition does not hold') : reasons.map((reason) => element('li', {}, withCode(reason)))));
}

/** Reasons quote the definition in backquotes. */
function withCode(text: string): Child[] {
  return text.split('`').map((part, index) => (index % 2 === 1 ? element('code', {}, part) : part));
}

function section(name: string, { limits }: ExplainResult, { sections, items }: Explanation, reveal: Reveal): HTMLElement {
  const points = sections[name]!;
  const own = items.filter((item) => item.section === name);
  const most = limits[name]?.most ?? undefined;
  return element('div', { class: 'section' },
    element('h2', {},
      element('span', { class: 'name' }, name),
      bar(points, most),
      element('span', { class: 'sum' }, pointsText(points), most !== undefined && element('span', { class: 'of' }, ` / ${pointsText(most)}`))),
    own.length > 0 && element('ul', { class: 'rules' }, own.map((item) => row(item, reveal))));
}

/** The width is one of ten classes: the page's policy allows no styles of elements. */
function bar(points: number, most: number | undefined): HTMLElement {
  const tenths = most === undefined || most <= 0 ? 0 : Math.max(0, Math.min(10, Math.round((points / most) * 10)));
  return element('span', { class: 'bar', attributes: { 'aria-hidden': 'true' } }, element('span', { class: `fill tenths-${tenths}` }));
}

function row(item: ExplanationItem, reveal: Reveal): HTMLElement {
  const isRule = item.kind === 'rule';
  const points = item.points ?? 0;
  const look = isRule ? (points > 0 ? 'plus' : points < 0 ? 'minus' : 'nothing') : item.held ? 'met' : 'unmet';
  const events = item.events?.length ?? 0;
  return element('li', {},
    element('button', { class: `row ${look}`, title: `Line ${item.line}`, onclick: () => reveal(item.line, item.column), attributes: { type: 'button' } },
      element('span', { class: 'points' }, isRule ? signedText(points) : item.held ? '\u2713' : '\u2717'),
      element('span', { class: 'label' }, isRule ? item.label : `require ${item.label.replace(/^require\s+/i, '')}`),
      events > 1 && element('span', { class: 'events' }, `${events} events`)));
}

function otherItems({ items }: Explanation, reveal: Reveal): Child {
  const exclusions = items.filter((item) => item.kind === 'exclusion');
  if (exclusions.length === 0) return undefined;
  return element('div', { class: 'section' },
    element('h2', {}, element('span', { class: 'name' }, 'exclude')),
    element('ul', { class: 'rules' }, exclusions.map((item) => element('li', {},
      element('button', { class: `row ${item.held ? 'unmet' : 'nothing'}`, onclick: () => reveal(item.line, item.column), attributes: { type: 'button' } },
        element('span', { class: 'points' }, item.held ? '\u2717' : '\u2013'),
        element('span', { class: 'label' }, item.label))))));
}
