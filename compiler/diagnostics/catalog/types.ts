/** MQL104x to MQL106x: what can be compared with what. Language reference, sections 3 and 4. */
import { entry } from '../diagnostic.ts';
import { either } from '../phrases.ts';

/** Names that each ask the one before twice. */
function doubled(names: number): string {
  return Array.from({ length: names }, (_, index) => `  step_${index + 1} = (step_${index} and country US) or (step_${index} and country DE)\n`).join('');
}

const measures = {
  'days with': { is: 'the number of days with such events', compare: 'compare how many: `>= 3`' },
  distinct: { is: 'how many different values there are', compare: 'compare how many: `>= 3`' },
  total: { is: 'a sum', compare: 'compare the sum with `>=` or a range' },
  since: { is: 'how long ago the latest was', compare: 'compare the time: `<= 30d`' },
};

export const typeCodes = {
  valueMismatch: entry<{ subject: string; due: string; found: string; instead?: string | undefined; advice?: string | undefined }>({
    code: 'MQL1040', severity: 'error', title: 'A value of the wrong type',
    message: ({ subject, due, found }) => `\`${subject}\` is compared with ${due}, and this is ${found}`,
    advice: ({ instead, advice }) => (instead === undefined ? advice : `write \`${instead}\``),
    why: 'A comparison between different types would never hold.',
    avoid: 'intent: page_view where duration >= 180 +10\nmql when score > 5\n',
    prefer: 'intent: page_view where duration >= 180s +10\nmql when score > 5\n',
  }),
  operatorMismatch: entry<{ subject: string; type: string; operator: string; possible: string | undefined }>({
    code: 'MQL1041', severity: 'error', title: 'A comparison that the type does not have',
    message: ({ subject, type, operator }) => `\`${subject}\` is ${type}, which ${operator === 'a value' ? operator : `\`${operator}\``} cannot compare`,
    advice: ({ possible }) => possible,
    why: 'Order is for numbers, money, durations and dates; `contains` and its kin are for texts; `has` is for lists.',
    avoid: 'fit: country > DE +10\nmql when score > 5\n',
    prefer: 'fit: country in (DE, FR) +10\nmql when score > 5\n',
  }),
  currencyMismatch: entry<{ subject: string; currency: string; found: string }>({
    code: 'MQL1042', severity: 'error', title: 'Another currency',
    message: ({ subject, currency, found }) => `\`${subject}\` is in ${currency}, and this amount is in ${found}`,
    advice: ({ currency }) => `write the amount in ${currency}`,
    why: 'There is no exchange rate in a definition, so amounts of different currencies are never compared.',
    avoid: 'fit: budget > £5m +10\nmql when score > 5\n',
    prefer: 'fit: budget > $5m +10\nmql when score > 5\n',
  }),
  comparisonNeeded: entry<{ subject: string; type: string; example: string }>({
    code: 'MQL1043', severity: 'error', title: 'Nothing to compare with',
    message: ({ subject, type }) => `\`${subject}\` is ${type}, and by itself neither true nor false`,
    advice: ({ example }) => `compare it: ${example}`,
    why: 'Only a boolean, a defined name, a stage, and a count of events can stand as a condition by themselves.',
    avoid: 'fit: require industry\nmql when demo_request\n',
    prefer: 'fit: require industry is known\nmql when demo_request\n',
  }),
  /** Without a subject: in a list. */
  emptyText: entry<{ subject: string | undefined }>({
    code: 'MQL1044', severity: 'error', title: 'An empty text',
    message: ({ subject }) => `nothing equals an empty text: ${subject === undefined ? 'a value that is empty' : `an empty \`${subject}\``} is missing`,
    advice: ({ subject }) => (subject === undefined ? 'take it out of the list, and ask `is missing` of the subject' : `ask \`${subject} is missing\``),
    why: 'A text that is empty after trimming reads as missing, and every comparison with a missing value is false.',
    avoid: 'exclude: company = ""\nmql when demo_request\n',
    prefer: 'exclude: company is missing\nmql when demo_request\n',
  }),
  noWords: entry<{ text: string }>({
    code: 'MQL1045', severity: 'error', title: 'A text without words',
    message: ({ text }) => `\`${text}\` holds no word for \`mentions\` to look for`,
    advice: () => 'for signs and parts of words use `contains`',
    why: '`mentions` looks for whole words, which are made of letters and numbers.',
    avoid: 'exclude: title mentions "++"\nmql when demo_request\n',
    prefer: 'exclude: title contains "++"\nmql when demo_request\n',
  }),
  wrongClause: entry<{ subject: string; clause: string; what: string; instead?: string | undefined }>({
    code: 'MQL1046', severity: 'error', title: 'A part that only events have',
    message: ({ subject, clause, what }) => `\`${clause}\` does not go with \`${subject}\`, which is ${what}`,
    advice: ({ clause, instead }) => instead ?? (clause === 'within' ? '`within` goes with events and dates' : `\`${clause}\` goes with events`),
    why: '`where` filters events by their properties, and `within` is a window on events or on a date.',
    avoid: 'fit: industry where company "Acme" +10\nmql when score > 5\n',
    prefer: 'fit: industry "Retail" and company "Acme" +10\nmql when score > 5\n',
  }),
  clauseOrder: entry<{ clause: string; after: string }>({
    code: 'MQL1047', severity: 'error', title: 'Parts of a selector out of order',
    message: ({ clause, after }) => `\`${clause}\` stands after ${after}`,
    advice: () => 'the order is: the event, its text, `where`, `within`, then the comparison of the count',
    why: 'One order for all makes definitions read alike.',
    avoid: 'intent: page_view >= 3 within 30d +10\nmql when score > 5\n',
    prefer: 'intent: page_view within 30d >= 3 +10\nmql when score > 5\n',
  }),
  oneComparison: entry<{ subject: string; points?: string | undefined }>({
    code: 'MQL1048', severity: 'error', title: 'Two comparisons of one subject',
    message: ({ subject }) => `\`${subject}\` is already compared`,
    advice: ({ points }) => (points === undefined ? 'join two comparisons with `and`, each with its subject, or write a range: `50..500`' : `points have a sign: write \`${points}\``),
    why: 'A predicate is a subject and one comparison.',
    avoid: 'fit: employees >= 50 <= 500 +10\nmql when score > 5\n',
    prefer: 'fit: employees 50..500 +10\nmql when score > 5\n',
  }),
  pointForThousands: entry<{ text: string; thousands: string; plain: string }>({
    code: 'MQL1057', severity: 'warning', title: 'A point that looks like one between thousands',
    message: ({ text, plain }) => `\`${text}\` is the number \`${plain}\``,
    advice: ({ thousands, plain }) => `write \`${thousands}\` for the thousands, or \`${plain}\``,
    why: 'The point is the decimal sign. Digits are grouped by `_`.',
    avoid: 'fit: employees 1.000.. +10\nmql when score > 5\n',
    prefer: 'fit: employees 1_000.. +10\nmql when score > 5\n',
  }),
  noNeedsEvent: entry<{ subject: string; instead: string }>({
    code: 'MQL1049', severity: 'error', title: '`no` before something that is no event',
    message: ({ subject }) => `\`no\` asks that an event did not happen, and \`${subject}\` is not an event by itself`,
    advice: ({ instead }) => `write \`${instead}\``,
    why: '`no webinar within 30d` is `not webinar within 30d`; of anything else, say what has to be true.',
    avoid: 'fit: no budget +10\nmql when score > 5\n',
    prefer: 'fit: budget is missing +10\nmql when score > 5\n',
  }),
  mixedOperands: entry<{ subject: string }>({
    code: 'MQL1050', severity: 'error', title: 'Texts and numbers mixed',
    message: ({ subject }) => `texts look at what the \`${subject}\` was, numbers at how many there were; here they are mixed`,
    advice: () => 'use one kind in one place',
    why: 'A text filters events, and a number compares their count, so one list or banded rule can hold only one kind.',
    avoid: 'intent: download "*guide*" +5 | 3.. +10\nmql when score > 5\n',
    prefer: 'intent: download "*guide*" +5 | "*checklist*" +10\nmql when score > 5\n',
  }),
  propertyAlone: entry<{ event: string; property: string }>({
    code: 'MQL1051', severity: 'error', title: 'A property without its event',
    message: ({ event, property }) => `there may be many \`${event}\` events, so \`${event}.${property}\` is not one value`,
    advice: ({ event, property }) => `write \`${event} where ${property} ...\`, \`total ${event}.${property}\` or \`distinct ${event}.${property}\``,
    why: 'A lead has many events of a type. `where` looks at each, `total` adds them up, `distinct` counts the different values.',
    avoid: 'intent: page_view.duration > 3min +10\nmql when score > 5\n',
    prefer: 'intent: page_view where duration > 3min +10\nmql when score > 5\n',
  }),
  measureNeedsEvent: entry<{ measure: string; name: string; example: string }>({
    code: 'MQL1052', severity: 'error', title: 'A measure of something that is no event',
    message: ({ measure, name }) => `\`${measure}\` measures events, and \`${name}\` is not one`,
    advice: ({ example }) => `for instance \`${example}\``,
    why: '`days with` and `since` take an event, `distinct` and `total` a property of an event.',
    avoid: 'intent: since created 5d.. +10\nmql when score > 5\n',
    prefer: 'intent: since demo_request 5d.. +10\nmql when score > 5\n',
  }),
  measureProperty: entry<{ measure: string; event: string; property: string | undefined; possible: readonly string[] }>({
    code: 'MQL1053', severity: 'error', title: 'A measure without a property it can take',
    message: ({ measure, event, property }) => (property === undefined
      ? `\`${measure} ${event}\` does not say which property`
      : `\`${measure}\` cannot take \`${event}.${property}\``),
    advice: ({ measure, event, possible }) => (possible.length === 0
      ? `\`${event}\` has no property that \`${measure}\` can take`
      : `write ${either(possible.map((name) => `${measure} ${event}.${name}`))}`),
    why: '`total` adds up numbers, money and durations; `distinct` counts the different values of any property that is no list.',
    avoid: 'intent: total page_view >= 3 +10\nmql when score > 5\n',
    prefer: 'intent: total page_view.duration >= 3min +10\nmql when score > 5\n',
  }),
  noMainProperty: entry<{ event: string }>({
    code: 'MQL1054', severity: 'error', title: 'An event without a property to look at',
    message: ({ event }) => `\`${event}\` has no main property that this could be compared with`,
    advice: () => 'declare the event with a property first, or use `where`',
    why: 'A text after an event is compared with its main property, which is the first that it declares.',
    avoid: 'intent: contact_request "pricing" +10\nmql when score > 5\n',
    prefer: 'intent: contact_request +10\nmql when score > 5\n',
  }),
  eventComparison: entry<{ event: string; measured?: { subject: string; kind: keyof typeof measures } | undefined; operator: string; property: string | undefined }>({
    code: 'MQL1055', severity: 'error', title: 'A comparison that an event does not have',
    message: ({ event, measured, operator }) => {
      const what = measured === undefined ? `\`${event}\` is how many such events there are` : `\`${measured.subject}\` is ${measures[measured.kind].is}`;
      return `${what}, which \`${operator}\` cannot compare`;
    },
    advice: ({ event, measured, operator, property }) => {
      const compare = measured === undefined ? 'compare how many: `>= 3`' : measures[measured.kind].compare;
      return property === undefined ? compare : `write \`${event} where ${property} ${operator} ...\`, or ${compare}`;
    },
    why: 'The value of an event selector is a count. What an event was is asked with a text after it, or with `where`.',
    avoid: 'intent: page_view contains "pricing" +10\nmql when score > 5\n',
    prefer: 'intent: page_view where url contains "pricing" +10\nmql when score > 5\n',
  }),
  beyondTotal: entry<{ subject: string; found: string }>({
    code: 'MQL1056', severity: 'error', title: 'A number larger than a total counts',
    message: ({ subject, found }) => `\`${found}\` is beyond 100,000,000,000, the most that \`${subject}\` can be compared with or divided by`,
    advice: () => 'write a smaller number',
    why: 'Numbers that are added up or divided are taken in whole ten-thousandths, each up to 100,000,000,000, so that the result is exact.',
    avoid: 'intent: total webinar.minutes >= 200bn +10\nmql when score > 5\n',
    prefer: 'intent: total webinar.minutes >= 200k +10\nmql when score > 5\n',
  }),
  notHere: entry<{ name: string; reason: string }>({
    code: 'MQL1060', severity: 'error', title: 'Not known yet at this place',
    message: ({ name, reason }) => `\`${name}\` cannot be asked here: ${reason}`,
    why: 'A definition is computed from top to bottom: sections may ask the sections and derived scores above them, '
      + 'stages the stages before them, tiers the stages above them, and handoffs everything.',
    avoid: 'fit: intent > 5 +10\nintent: webinar +10\nmql when score > 5\n',
    prefer: 'intent: webinar +10\nfit: intent > 5 +10\nmql when score > 5\n',
  }),
  defineCycle: entry<{ name: string }>({
    code: 'MQL1061', severity: 'error', title: 'A name defined by itself',
    message: ({ name }) => `\`${name}\` is defined by itself`,
    advice: () => 'take the name out of its own definition',
    why: 'A condition that asks itself has no answer.',
    avoid: 'define:\n  buyer = decider or seniority vp\n  decider = buyer or seniority c_level\nfit: buyer +10\nmql when score > 5\n',
    prefer: 'define:\n  buyer = decider or seniority vp\n  decider = seniority c_level\nfit: buyer +10\nmql when score > 5\n',
  }),
  listOfLists: entry<Record<string, never>>({
    code: 'MQL1062', severity: 'error', title: 'A list of lists',
    message: () => 'a list cannot hold lists',
    advice: () => 'write `list of` and a plain type, such as `list of text`',
    why: 'A cell or JSON array holds plain values.',
    avoid: 'vocabulary: lead tags list of list of text\nfit: tags "a" +10\nmql when score > 5\n',
    prefer: 'vocabulary: lead tags list of text\nfit: tags "a" +10\nmql when score > 5\n',
  }),
  badDateFormat: entry<{ format: string; problem: string }>({
    code: 'MQL1063', severity: 'error', title: 'A date format that cannot be read',
    message: ({ format, problem }) => `the format \`${format}\` ${problem}`,
    advice: () => 'the parts are `%Y %y %m %b %B %d %H %I %M %S %f %p %z`, and everything else stands for itself',
    why: 'A column with a format is read by it alone, so the format has to give a whole date.',
    avoid: 'vocabulary: lead signed date "%d.%m"\nfit: signed within 30d +10\nmql when score > 5\n',
    prefer: 'vocabulary: lead signed date "%d.%m.%Y"\nfit: signed within 30d +10\nmql when score > 5\n',
  }),
  definedTooLarge: entry<{ name: string; most: number; what: string }>({
    code: 'MQL1064', severity: 'error', title: 'A name that stands for too much',
    message: ({ name, most, what }) => `\`${name}\` stands for more than ${most.toLocaleString('en')} ${what}`,
    advice: () => 'give the parts points of their own, or shorten the chain of names',
    why: 'A name that asks another one twice doubles it, and a few such lines would keep every engine busy for ever.',
    avoid: `define:\n  step_0 = seniority vp\n${doubled(14)}fit: step_14 +10\nmql when score > 5\n`,
    prefer: `define:\n  step_0 = seniority vp\n${doubled(2)}fit: step_2 +10\nmql when score > 5\n`,
  }),
};
