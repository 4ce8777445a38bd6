import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../../review/diff/changes.ts';
import { renderMarkdown } from '../../../review/diff/render-diff.ts';
import { definitionOf } from '../../check-text.ts';

/** Each change in a line: what a reader of the pull request is told. */
function changes(before: string, after: string): string[] {
  return changesBetween(definitionOf(before), definitionOf(after)).map(({ kind, thing, section, name, details }) =>
    `${kind} ${thing} ${name}${section === undefined ? '' : ` in ${section}`}${details.length === 0 ? '' : `: ${details.join('; ')}`}`);
}

const base = `fit (up to 40):
  require country US
  employees 1..49 +0 | 50.. +15
  seniority vp +20
intent (within 30d):
  webinar +10 once per day
  page_view +5 per 3 up to 25
mql when score > 50
`;

describe('a change that means nothing', () => {
  it.each([
    ['reformatting', base.replaceAll('\n', '\n\n').replace('fit (up to 40):', 'FIT ( up to 40 ) : # a comment')],
    ['the order of rules', base.replace('  employees 1..49 +0 | 50.. +15\n  seniority vp +20\n', '  seniority vp +20\n  employees 1..49 +0 | 50.. +15\n')],
    ['a spelling of the same value', base.replace('country US', 'country "United States"').replace('seniority vp', 'seniority VP')],
    ['a window written at the rule and not at the section', base.replace('intent (within 30d)', 'intent').replace('once per day', 'once per day within 30d').replace('page_view +5 per 3', 'page_view within 30d +5 per 3')],
  ])('%s', (_name, after) => { expect(changes(base, after)).toEqual([]); });

  it('a defined name of another name', () => {
    const before = `define: buyer = seniority vp\n${base.replace('seniority vp', 'buyer')}`;
    const after = `define: decider = seniority vp\n${base.replace('seniority vp', 'decider')}`;
    expect(changes(before, after)).toEqual([]);
    expect(changes(before, base)).toEqual([]);
  });
  it('events in another order, which `activity` stands for', () => {
    const ruled = (events: string): string => `vocabulary:\n${events}\nintent (within 30d):\n  (activity) +5 within 7d at most 1 times decay 50% every 1d\n  days with activity +1 up to 3\nmql when score >= 5\n`;
    expect(changes(ruled('  event ping\n  event pong'), ruled('  event pong\n  event ping'))).toEqual([]);
  });
});

describe('a change that reads like none', () => {
  it('of the order of stages, which says whose leads are handed over where no stage is called `mql`', () => {
    const lines = ['fit: country US +10', 'hot when score >= 10', 'warm when score >= 0', 'handoff: to "SDR" within 2h'];
    const [fit, hot, warm, handoff] = lines;
    const after = [fit, warm, hot, handoff].join('\n');
    expect(changes(lines.join('\n'), after)).toEqual(['changed handoff handoff: of leads in stage: hot → warm']);
    expect(changes(`${lines.join('\n')}\nmql when score >= 5`, `${after}\nmql when score >= 5`)).toEqual([]);
    expect(changes([fit, hot, warm].join('\n'), [fit, warm, hot].join('\n'))).toEqual([]);
  });
  it('of a block of handoffs that is empty, and stands in results', () => {
    const plain = 'fit: country US +10\nmql when score >= 10\n';
    expect(changes(plain, `${plain}handoff:\n`)).toEqual(['added handoff handoff: handoff: none → to nobody']);
  });
  it('of the order of two events that have a type in data in common', () => {
    const text = (events: string): string => `vocabulary:\n${events}\nfit: alpha +10; beta +20\nmql when score >= 10\n`;
    const [alpha, beta] = ['event alpha from "Form Fill", "A"', 'event beta from "form-fill"'];
    expect(changes(text(`${alpha}\n${beta}`), text(`${beta}\n${alpha}`))).toEqual(['changed event beta: events of type "Form Fill": alpha → beta']);
  });
  it('of labels of tiers that hold what stands between labels', () => {
    const text = (asked: string): string => `fit: country US +10\nmql when score >= 10\ntier = fit 10.. "a;label b" | 5.. a | otherwise b\nhandoff: to "SDR" when tier in (${asked})\n`;
    expect(changes(text('"a;label b"'), text('a, b'))).toHaveLength(1);
  });
});

describe('a change is said by rule', () => {
  it('points and thresholds', () => {
    expect(changes(base, base.replace('webinar +10', 'webinar +15').replace('score > 50', 'score > 60'))).toEqual([
      'changed rule webinar +15 once per day in intent: points: +10 → +15',
      'changed stage mql: when: score > 50 → score > 60',
    ]);
  });
  it('a window of the section, once', () => {
    expect(changes(base, base.replace('within 30d', 'within 14d'))).toEqual(['changed section intent: window: 30d → 14d']);
  });
  it('ceilings, requirements, exclusions', () => {
    expect(changes(base, base.replace('up to 40', 'up to 50').replace('country US', 'country in (US, CA)').replace('up to 25', 'up to 20'))).toEqual([
      'changed section fit: up to: 40 → 50',
      'changed requirement require country in (US, CA) in fit: condition: require country US → require country in (US, CA)',
      'changed rule page_view +5 per 3 up to 20 in intent: ceiling: up to 25 → up to 20',
    ]);
    expect(changes(base, `exclude: title mentions "student"\n${base}`)).toEqual(['added exclusion title mentions "student"']);
  });
  it('rules that come, go and move', () => {
    expect(changes(base, base.replace('  seniority vp +20\n', ''))).toEqual(['removed rule seniority vp +20 in fit']);
    expect(changes(base, base.replace('mql when', '  demo_request +30\nmql when'))).toEqual(['added rule demo_request +30 in intent']);
    expect(changes(base, base.replace('  seniority vp +20\n', '').replace('mql when', '  seniority vp +20\nmql when'))).toEqual(['moved rule seniority vp +20 in intent: section: fit → intent']);
  });
  it('members of lists and spellings of fields', () => {
    const withList = (domains: string, spelling: string): string => `vocabulary: lead seats number from "${spelling}"\nlists: rivals = ${domains}\nexclude: email.domain in rivals\nfit: seats 5.. +60\nmql when score > 50\n`;
    expect(changes(withList('"a.com", "b.com"', 'Seats'), withList('"a.com", "c.com"', 'Seat count'))).toEqual([
      'changed field seats: declared: lead seats number from "Seats" → lead seats number from "Seat count"',
      'changed list rivals: added "c.com"; removed "b.com"',
    ]);
  });
});

describe('a cause is said once', () => {
  it('a defined name, not each rule that asks it', () => {
    const before = `define: buyer = seniority vp\n${base.replace('seniority vp', 'buyer')}`;
    expect(changes(before, before.replace('= seniority vp', '= seniority in (vp, c_level)'))).toEqual(['changed defined name buyer: means: seniority vp → seniority in (vp, c_level)']);
  });
  it('the time zone, not each day', () => {
    const text = 'intent: webinar +60 once per day\nmql when score > 50\n';
    expect(changes(text, `definition "D": timezone "Europe/Berlin"\n${text}`)).toEqual(['added setting title: title: none → D', 'changed setting timezone: timezone: UTC → Europe/Berlin']);
  });
});

it('Markdown keeps bars and backquotes of a definition inside their cell', () => {
  const before = definitionOf(base);
  const after = definitionOf(base.replace('50.. +15', '50..99 +15 | 100.. +20').replace('once per day', 'once per day as "a `b` | c"'));
  const markdown = renderMarkdown({ before: 'old.mql', after: 'new.mql', changes: changesBetween(before, after), effect: undefined });
  for (const line of markdown.split('\n').filter((one) => one.startsWith('|'))) expect(line.replaceAll('\\|', '').split('|')).toHaveLength(6);
});
