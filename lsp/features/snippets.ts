/** Whole pieces to start from, in the notation of LSP snippets. */
import type { BlockKind } from './due.ts';

export interface Snippet {
  readonly label: string;
  readonly text: string;
  readonly detail: string;
  readonly documentation?: string | undefined;
}

const topLevel: readonly Snippet[] = [
  { label: 'definition', text: 'definition "${1:name}":\n  owner "${2:team}"\n  timezone "${3:UTC}"\n', detail: 'who owns the definition, and its time zone' },
  { label: 'section', text: '${1:fit}:\n  ${2:employees 50..500 +10}\n', detail: 'a scoring section' },
  { label: 'section with settings', text: '${1:intent} (within ${2:30d}, up to ${3:60}):\n  ${4:webinar +10}\n', detail: 'a section with a window and a ceiling' },
  { label: 'mql when', text: 'mql when ${1:score > 50}', detail: 'the stage of marketing-qualified leads' },
  { label: 'mql also when', text: 'mql also when ${1:demo_request within 7d}', detail: 'another way into a stage' },
  { label: 'exclude', text: 'exclude:\n  ${1:email.domain in free_mail}\n', detail: 'who is never qualified' },
  { label: 'tier', text: 'tier ${1:A} when ${2:score >= 60}', detail: 'a tier, the first that holds' },
  { label: 'tier grid', text: 'tier = ${1:fit} ${2:60}.. A | otherwise B, ${3:intent} ${4:50}.. "1" | otherwise "2"', detail: 'a tier from two scores' },
  { label: 'score =', text: 'score = ${1:60% * fit + 40% * intent}', detail: 'a weighted score' },
  { label: 'handoff', text: 'handoff:\n  to "${1:SDR}" within ${2:2h}\n', detail: 'who gets the lead, and how fast' },
  { label: 'vocabulary', text: 'vocabulary:\n  lead ${1:field} ${2:text} from "${3:Column}"\n', detail: 'fields and events of your data' },
  { label: 'lists', text: 'lists:\n  ${1:competitors} = "${2:acme.com}"\n', detail: 'values by name' },
  { label: 'define', text: 'define:\n  ${1:decision_maker} = ${2:seniority in (vp, c_level)}\n', detail: 'a condition by name' },
  { label: 'test', text: 'test "${1:what it shows}":\n  given ${2:country US}\n  given ${3:webinar} ${4:1d} ago\n  expect ${5:mql}\n', detail: 'a lead, and what must come out' },
  { label: 'claim', text: 'claim "${1:what it says}":\n  ${2:mql} implies ${3:country US}\n', detail: 'what is true of every lead that could exist, to be proved' },
  { label: 'use', text: 'use "${1:vocabulary.mql}"', detail: 'the vocabulary of another file' },
];

const byBlock: Readonly<Record<BlockKind, readonly Snippet[]>> = {
  top: topLevel,
  definition: [
    { label: 'owner', text: 'owner "${1:team}"', detail: 'who owns it' },
    { label: 'review by', text: 'review by ${1:2027-06-30}', detail: 'when it has to be looked at again' },
    { label: 'timezone', text: 'timezone "${1:America/New_York}"', detail: 'whose days count' },
  ],
  vocabulary: [
    { label: 'lead', text: 'lead ${1:field} ${2:text} from "${3:Column}"', detail: 'a field of leads' },
    { label: 'event', text: 'event ${1:name} (${2:property} ${3:text})', detail: 'a type of event' },
    { label: 'missing', text: 'missing "${1:Select}"', detail: 'texts that read as missing' },
  ],
  lists: [{ label: 'name =', text: '${1:competitors} = "${2:acme.com}"', detail: 'values by name' }],
  define: [{ label: 'name =', text: '${1:decision_maker} = ${2:seniority in (vp, c_level)}', detail: 'a condition by name' }],
  exclude: [],
  section: [
    { label: 'rule with bands', text: '${1:employees} ${2:1..49} +${3:0} | ${4:50..} +${5:10}', detail: 'points by the first case that holds' },
    { label: 'rule per unit', text: '${1:page_view} +${2:5} per ${3:3} up to ${4:25}', detail: 'points for every whole unit' },
    { label: 'rule with decay', text: '${1:pricing_view} +${2:15} decay ${3:50}% every ${4:7d}', detail: 'points that lose value with age' },
  ],
  handoff: [{ label: 'to', text: 'to "${1:SDR}" within ${2:2h}', detail: 'who gets the lead, and how fast' }],
  test: [
    { label: 'given', text: 'given ${1:country US}', detail: 'a field of the lead, or an event' },
    { label: 'expect', text: 'expect ${1:mql}', detail: 'what must come out' },
    { label: 'at', text: 'at ${1:2026-01-01}', detail: 'the evaluation time' },
  ],
  claim: [
    { label: 'implies', text: '${1:mql} implies ${2:country US}', detail: 'every lead with the one has the other' },
    { label: 'never', text: 'never ${1:mql and excluded}', detail: 'no lead is so' },
    { label: 'always', text: 'always ${1:score <= 100}', detail: 'every lead is so' },
  ],
};

export function snippetsFor(block: BlockKind): readonly Snippet[] {
  return byBlock[block];
}

export const pointsSnippet: Snippet = { label: '+points', text: '+${1:10}', detail: 'what it pays' };
export const rangeSnippet: Snippet = { label: 'range', text: '${1:50}..${2:500}', detail: 'from one to the other, both ends in it' };
export const quantifierSnippet: Snippet = { label: 'at least', text: 'at least ${1:2} of (${2:conditions})', detail: 'so many of these conditions' };

/** By the word that begins each. */
export const tailSnippets: readonly Snippet[] = [
  { label: 'within', text: 'within ${1:30d}', detail: 'only the last days' },
  { label: 'up to', text: 'up to ${1:25}', detail: 'at most this much in all' },
  { label: 'when', text: 'when ${1:condition}', detail: 'pays only if this holds' },
  { label: 'as', text: 'as "${1:label}"', detail: 'what explanations call it' },
  { label: 'once', text: 'once', detail: 'the latest only' },
  { label: 'once per', text: 'once per ${1|day,week,month|}', detail: 'the latest of each' },
  { label: 'once every', text: 'once every ${1:7d}', detail: 'a cooldown' },
  { label: 'at most', text: 'at most ${1:3} times', detail: 'the latest ones' },
  { label: 'decay', text: 'decay ${1:50}% every ${2:7d}', detail: 'loses value with age' },
  { label: 'fade over', text: 'fade over ${1:30d}', detail: 'fades away day by day' },
  { label: 'per', text: 'per ${1:3}', detail: 'for every whole unit' },
];

export const settingSnippets: readonly Snippet[] = [
  { label: 'within', text: 'within ${1:30d}', detail: 'the window of what names none' },
  { label: 'up to', text: 'up to ${1:60}', detail: 'the most that the section can score' },
  { label: 'floor', text: 'floor ${1:0}', detail: 'the least' },
  { label: 'after last', text: 'after last ${1:sales_rejected}', detail: 'a recycled lead starts anew' },
];

export const typeSnippets: readonly Snippet[] = [
  { label: 'money', text: 'money ${1:USD}', detail: 'an amount in one currency' },
  { label: 'one of', text: 'one of (${1:first}, ${2:second})', detail: 'one of a few values' },
  { label: 'list of', text: 'list of ${1:text}', detail: 'a set of values' },
];

/** What may follow the name of an event in `given`. */
export const givenSnippets: readonly Snippet[] = [
  { label: '"', text: '"${1:text}"', detail: 'its main property' },
  { label: '(', text: '(${1:property value})', detail: 'its properties' },
  { label: 'ago', text: '${1:1d} ago', detail: 'so long before the evaluation time' },
  { label: 'on', text: 'on ${1:2025-12-20}', detail: 'on that day' },
];
