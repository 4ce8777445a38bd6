/** Definitions of many lines: as people write them, and as the differential tests draw them. No line is there for its repetition. */
import type { Random } from 'fast-check';
import type { ListNames } from '../test/differential/comparisons.ts';
import { textOf } from '../test/differential/draft.ts';
import { Draw } from '../test/differential/draw.ts';
import { Facts } from '../test/differential/facts.ts';
import { events, fields, nows, written, writtenType, type Kind } from '../test/differential/pool.ts';
import { item } from '../test/differential/rules.ts';
import { random } from '../test/fuzz/random.ts';

/** Rules in a section. */
const rulesOfSection = 20;

function drawFrom(seed: number): Draw {
  const next = random(seed);
  // Of fast-check's source of numbers this is all that `Draw` asks.
  return new Draw({ nextInt: (low: number, high: number) => low + next(high - low + 1) } as unknown as Random);
}

export const sharedVocabulary = `vocabulary:
  lead employees number from "Number of Employees"
  lead seniority one of (manager, director, vp "VP" "Vice President", c_level "C-Level" "CXO")
  lead revenue money USD from "Annual Revenue"
  lead product text
  event pricing_view (url url)
  event demo_call (topic text, minutes number)
  missing "Select", "unknown"

lists:
  competitors = "acme.example", "rival.example", "*.test.example"
  target_products = "CRM", "Marketing*", "Billing"

define:
  decision_maker = seniority in (vp, c_level) or title mentions "head of"
  enterprise = employees 1000.. or revenue >= $50m
`;

/** As people write them; with `use`, the vocabulary stands in a file of its own. */
export function writtenDefinition(lines: number, seed: number, use?: string): string {
  const draw = drawFrom(seed);
  const text = use === undefined ? [sharedVocabulary] : [`use "${use}"\n`];
  let count = text[0]!.split('\n').length;
  for (let index = 1; count < lines - 4; index += 1) {
    const items: string[] = [];
    for (let rule = 0; rule < rulesOfSection && count + items.length < lines - 6; rule += 1) items.push(`  ${writtenRule(draw)}`);
    text.push(`section_${index} (up to ${draw.integer(20, 90)}, within ${draw.integer(20, 120)}d):`, ...items, '');
    count += items.length + 2;
  }
  text.push(`mql when score >= ${draw.integer(50, 90)}`, 'mql also when demo_request within 7d', '');
  return text.join('\n');
}

const words = ['crm', 'billing', 'pipeline', 'forecast', 'onboarding', 'security', 'analytics', 'integration', 'pricing', 'migration', 'automation', 'reporting'];
const countries = ['US', 'CA', 'DE', 'FR', 'GB', 'ES', 'IT', 'NL', 'SE', 'JP', 'AU', 'BR'];

function writtenRule(draw: Draw): string {
  const points = `${draw.oneIn(6) ? '-' : '+'}${draw.integer(1, 40)}`;
  const word = draw.pick(words);
  const days = draw.integer(3, 180);
  const low = draw.integer(1, 400);
  switch (draw.integer(1, 16)) {
    case 1: return `country in (${draw.some(countries, 2, 5).join(', ')}) ${points}`;
    case 2: return `employees ${low}..${low + 100} +5 | ${low + 101}..${low + 900} +10 | ${low + 901}.. +15`;
    case 3: return `title mentions any of ("${word}", "${draw.pick(words)} lead", "head of ${draw.pick(words)}") ${points}`;
    case 4: return `decision_maker and product "${word}*" ${points}`;
    case 5: return `webinar "*${word}*" ${points} once as "Webinar on ${word}, ${low}"`;
    case 6: return `pricing_view "/${word}/*" within ${days}d +${draw.integer(1, 40)} up to ${draw.integer(41, 99)}`;
    case 7: return `page_view where (url "*/${word}/${low}*" and duration >= ${draw.integer(1, 9)}min) ${points} once per day`;
    case 8: return `pricing_view ${points} decay ${draw.integer(5, 60)}% every ${draw.integer(2, 30)}d when seniority ${draw.pick(['manager', 'director', 'vp'])}`;
    case 9: return `page_view +${draw.integer(1, 9)} per ${draw.integer(2, 20)} up to ${draw.integer(41, 80)} when employees > ${low}`;
    case 10: return `revenue $${low}k..$${low + 5}m ${points} when not (country ${draw.pick(countries)} or product in target_products)`;
    case 11: return `any of (tech_stack has "${word}", industry "${draw.pick(words)}", region "${draw.pick(words)} ${low}") ${points}`;
    case 12: return `no demo_call within ${days}d -${draw.integer(1, 20)} as "Silent for ${days} days"`;
    case 13: return `demo_call where minutes > ${draw.integer(5, 60)} ${points} once every ${draw.integer(1, 9)}d`;
    case 14: return `since webinar < ${days}d +${draw.integer(4, 9)} | < ${days + 20}d +3 | otherwise +0`;
    case 15: return `enterprise and days with page_view within ${days}d >= ${draw.integer(2, 3)} ${points}`;
    default: return `email.domain not in competitors and at least 2 of (country ${draw.pick(countries)}, product "${word}", employees >= ${low}) ${points}`;
  }
}

/** Every construct of the language, as dense as it gets; some have likely mistakes. */
export function drawnDefinition(lines: number, seed: number): string {
  const draw = drawFrom(seed);
  const now = nows[0]!;
  const lists: ListNames = { lists: new Map<Kind, readonly string[]>([['text', ['free_mail']], ['email', ['free_mail']]]), now };
  const place = { draw, facts: new Facts(), names: lists, fields, events, defined: [], scores: [] as string[], stages: [], outcomes: false, tiers: [] };
  const text = [
    'vocabulary:',
    ...fields.filter((field) => field.declared || field.type.kind === 'one of').map((field) => `  lead ${written(field.name)} ${writtenType(field.type)}`),
    ...events.filter((event) => event.declared).map((event) => (
      `  event ${written(event.name)} (${event.properties.map((property) => `${property.name} ${writtenType(property.type)}`).join(', ')})`.replace(' ()', ''))),
    '',
  ];
  for (let index = 1; text.length < lines - 3; index += 1) {
    const name = `section_${index}`;
    text.push(`${name}:`);
    for (let rule = 0; rule < rulesOfSection && text.length < lines - 3; rule += 1) text.push(`  ${textOf(item(place))}`);
    text.push('');
    place.scores = [...place.scores.slice(-2), name];
  }
  return [...text, 'mql when score > 50', ''].join('\n');
}
