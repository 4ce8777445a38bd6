/** MQL2xxx: likely mistakes. Language reference, section 8. Each entry bears the name of its lint. */
import { entry } from '../diagnostic.ts';

type Reason = string | undefined;

/** ": the reason", or nothing. */
function because(reason: Reason): string {
  return reason === undefined ? '' : `: ${reason}`;
}

export const likelyMistakeCodes = {
  unreachableStage: entry<{ stage: string; ways: number; condition: string; reason: Reason }>({
    code: 'MQL2001', severity: 'warning', title: 'A stage that no lead can reach',
    message: ({ stage, ways, condition, reason }) => (ways > 1
      ? `no lead can reach the stage \`${stage}\` this way${because(reason ?? `\`${condition}\` never holds`)}`
      : `no lead can reach the stage \`${stage}\`${because(reason ?? `\`${condition}\` never holds`)}`),
    advice: () => 'lower the threshold, or give more points',
    why: 'If the most points that any lead can have stay below the threshold, no lead is ever handed to sales, and nothing else says so.',
    avoid: 'fit: country US +10\nintent: demo_request +20 once\nmql when score > 50\n',
    prefer: 'fit: country US +10\nintent: demo_request +20 once\nmql when score > 25\n',
  }),
  stageAlwaysReached: entry<{ stage: string; condition: string; reason: Reason }>({
    code: 'MQL2002', severity: 'warning', title: 'A stage that every qualified lead reaches',
    message: ({ stage, condition, reason }) => `every qualified lead reaches the stage \`${stage}\`${because(reason ?? `\`${condition}\` always holds`)}`,
    advice: ({ stage }) => `if this is meant, write \`${stage} when qualified\``,
    why: 'A threshold that everybody meets does not tell leads apart. Where the requirements alone are to decide, `when qualified` says so.',
    avoid: 'fit: country US +10\nmql when score >= 0\n',
    prefer: 'fit: country US +10\nmql when score >= 10\n',
  }),
  alwaysTrue: entry<{ condition: string; reason: Reason; instead: string | undefined }>({
    code: 'MQL2003', severity: 'warning', title: 'A condition that always holds',
    message: ({ condition, reason }) => `\`${condition}\` holds for every lead${because(reason)}`,
    advice: ({ instead }) => (instead === undefined ? 'take it out, or write the limit that is meant' : `write \`${instead}\``),
    why: 'A condition that everybody meets decides nothing, so another one must have been meant. Two `!=` joined with `or` are the usual case.',
    avoid: 'fit: country != US or country != CA +10\nmql when score > 5\n',
    prefer: 'fit: country not in (US, CA) +10\nmql when score > 5\n',
  }),
  alwaysFalse: entry<{ condition: string; reason: Reason }>({
    code: 'MQL2004', severity: 'warning', title: 'A condition that never holds',
    message: ({ condition, reason }) => `\`${condition}\` can never hold${because(reason)}`,
    why: 'What no lead can meet has no effect: the points are never paid, nobody is excluded. Two values of one field joined with `and` are the usual case.',
    avoid: 'fit: country US and country CA +10\nintent: webinar +10\nmql when score > 5\n',
    prefer: 'fit: country in (US, CA) +10\nintent: webinar +10\nmql when score > 5\n',
  }),
  emptyRange: entry<{ text: string }>({
    code: 'MQL2005', severity: 'warning', title: 'An empty range',
    message: ({ text }) => `no value lies in \`${text}\`: it ends before it begins`,
    advice: () => 'write the lower end first',
    why: 'A range goes from its lower end to its upper end. The other way round it holds nothing.',
    avoid: 'fit: employees 500..50 +10\nintent: webinar +10\nmql when score > 5\n',
    prefer: 'fit: employees 50..500 +10\nintent: webinar +10\nmql when score > 5\n',
  }),
  hiddenCase: entry<{ text: string; by: string | undefined; otherwise: boolean }>({
    code: 'MQL2006', severity: 'warning', title: 'A case hidden by earlier ones',
    message: ({ text, by, otherwise }) => (otherwise
      ? 'this `otherwise` is never taken: the cases before it take every value'
      : `the case \`${text}\` is never taken: ${by === undefined ? 'the cases before it take' : `\`${by}\` takes`} all that it could`),
    advice: ({ otherwise }) => (otherwise ? 'take it out' : 'put the narrower case first'),
    why: 'The first case that holds is taken. A wide case before a narrow one leaves nothing for it.',
    avoid: 'intent: page_view 1.. +2 | 5.. +10\nmql when score > 5\n',
    prefer: 'intent: page_view 5.. +10 | 1.. +2\nmql when score > 5\n',
  }),
  overlappingCases: entry<{ text: string; earlier: string; shared: string }>({
    code: 'MQL2007', severity: 'warning', title: 'Cases that overlap in part',
    message: ({ text, earlier, shared }) => `\`${shared}\` lies in \`${earlier}\` and in \`${text}\``,
    advice: () => 'let one case end where the next begins; the first that holds is taken',
    why: 'A value that lies in two cases belongs to the first one, which readers of the second do not see. A case inside a wider, later one is no mistake.',
    avoid: 'fit: employees 1..50 +5 | 50..200 +10\nmql when score > 5\n',
    prefer: 'fit: employees 1..49 +5 | 50..200 +10\nmql when score > 5\n',
  }),
  gapBetweenCases: entry<{ gap: string }>({
    code: 'MQL2008', severity: 'warning', title: 'A gap between cases',
    message: ({ gap }) => `no case takes ${gap}`,
    advice: () => 'close the gap, or end with `otherwise +0`',
    why: 'A value between two cases is worth nothing, which is rarely meant. `otherwise` says that it is.',
    avoid: 'fit: employees 1..49 +5 | 100..200 +10\nmql when score > 5\n',
    prefer: 'fit: employees 1..99 +5 | 100..200 +10\nmql when score > 5\n',
  }),
  contradictingRequirements: entry<{ requirement: string; other: string | undefined; kind: 'requirement' | 'exclusion' }>({
    code: 'MQL2009', severity: 'warning', title: 'Requirements that contradict each other',
    message: ({ requirement, other, kind }) => {
      if (other === undefined) return 'no lead can qualify: the requirements and exclusions contradict each other';
      return kind === 'requirement'
        ? `no lead can qualify: \`${requirement}\` contradicts the requirement \`${other}\``
        : `no lead can qualify: who meets \`${requirement}\` is excluded by \`${other}\``;
    },
    advice: () => 'a lead must meet every requirement of every section; join alternatives with `or`',
    why: 'Every requirement of every section must hold for a lead to qualify. If two can never hold together, no lead does.',
    avoid: 'fit:\n  require country US\n  require country CA\nmql when demo_request\n',
    prefer: 'fit:\n  require country in (US, CA)\nmql when demo_request\n',
  }),
  repeatedRule: entry<{ what: 'rule' | 'requirement' | 'exclusion' | 'way'; text: string }>({
    code: 'MQL2010', severity: 'warning', title: 'A rule that repeats another',
    message: ({ what, text }) => {
      if (what === 'rule') return `\`${text}\` pays for the same as an earlier rule of this section, so leads get both`;
      return what === 'way' ? `\`${text}\` is a way into this stage already` : `the ${what} \`${text}\` stands here already`;
    },
    advice: ({ what }) => (what === 'rule' ? 'keep one, with the points that both together are meant to pay' : 'keep one of them'),
    why: 'The points of all rules are added up. A rule that stands twice pays twice, and a change of one is easily forgotten in the other.',
    avoid: 'fit:\n  country US +10\n  employees 50.. +10\n  country US +15\nmql when score > 5\n',
    prefer: 'fit:\n  country US +25\n  employees 50.. +10\nmql when score > 5\n',
  }),
  idleCeiling: entry<{ name: string | undefined; ceiling: string; reached: string }>({
    code: 'MQL2011', severity: 'warning', title: 'A ceiling that is never reached',
    message: ({ name, ceiling, reached }) => (name === undefined
      ? `\`up to ${ceiling}\` never limits this rule: it pays ${reached} at most`
      : `\`up to ${ceiling}\` never limits \`${name}\`: without it, it comes to ${reached} at most`),
    advice: () => 'take it out, or lower it',
    why: 'A ceiling above all that can be paid looks like a limit and is none. Perhaps a rule was meant to pay for each event.',
    avoid: 'fit: country US +10 up to 20\nmql when score > 5\n',
    prefer: 'fit: country US +10\nmql when score > 5\n',
  }),
  forgottenPoints: entry<{ text: string; section: string }>({
    code: 'MQL2012', severity: 'warning', title: 'An item that may lack its points',
    message: ({ text, section }) => `\`${text}\` gives no points: among the rules of \`${section}\` it shuts out every lead that does not meet it`,
    advice: ({ text }) => `add its points (\`${text} +5\`), or write \`require ${text}\``,
    why: 'An item without points is a requirement. Between rules that pay, it looks like a rule whose points were forgotten; `require` says that it is meant.',
    avoid: 'fit:\n  employees 50.. +10\n  country US\n  industry "Retail" +5\nmql when score > 5\n',
    prefer: 'fit:\n  require country US\n  employees 50.. +10\n  industry "Retail" +5\nmql when score > 5\n',
  }),
  reviewOverdue: entry<{ date: string; owner: string | undefined }>({
    code: 'MQL2013', severity: 'warning', title: 'A review that is overdue',
    message: ({ date, owner }) => `this definition was to be reviewed by ${date}${owner === undefined ? '' : `; its owner is ${owner}`}`,
    advice: () => 'review it with sales, and set the next date',
    why: 'What makes a good lead changes with the market. A date to review the definition by keeps it from going stale unseen.',
    avoid: 'definition "Leads":\n  review by 2020-06-30\nmql when demo_request\n',
    prefer: 'definition "Leads":\n  review by 2999-06-30\nmql when demo_request\n',
  }),
  unusedName: entry<{ name: string; kind: 'list' | 'defined name' }>({
    code: 'MQL2014', severity: 'warning', title: 'A name that nothing uses',
    message: ({ name, kind }) => `the ${kind} \`${name}\` is used nowhere`,
    advice: () => 'use it, or take it out',
    why: 'A name that nothing asks is often a rule that was forgotten. Names in a file that others `use` are never reported.',
    avoid: 'lists: competitors = "acme.com", "rival.io"\nmql when demo_request\n',
    prefer: 'lists: competitors = "acme.com", "rival.io"\nexclude: email.domain in competitors\nmql when demo_request\n',
  }),
  unreachableTier: entry<{ label: string; condition: string; reason: Reason; by: string | undefined }>({
    code: 'MQL2015', severity: 'warning', title: 'A tier that no lead gets',
    message: ({ label, condition, reason, by }) => {
      if (by === undefined) return `no lead gets the tier \`${label}\`${because(reason ?? `\`${condition}\` never holds`)}`;
      return `no lead gets the tier \`${label}\`: ${by === '' ? 'the tiers before it take' : `\`${by}\` before it takes`} every lead with \`${condition}\``;
    },
    advice: ({ by }) => (by === undefined ? undefined : 'put the tier that asks more first'),
    why: 'The first tier whose condition holds is given. A tier that asks less, standing first, leaves nothing for one that asks more.',
    avoid: 'fit: employees +1 per 100 up to 50\nmql when score > 5\ntier B when fit >= 10\ntier A when fit >= 30\n',
    prefer: 'fit: employees +1 per 100 up to 50\nmql when score > 5\ntier A when fit >= 30\ntier B when fit >= 10\n',
  }),
  unreachableHandoff: entry<{ to: string; condition: string; reason: Reason; by: string | undefined }>({
    code: 'MQL2016', severity: 'warning', title: 'A handoff that no lead gets to',
    message: ({ to, condition, reason, by }) => {
      if (by === undefined) return `no lead is handed to \`${to}\` here${because(reason ?? `\`${condition}\` never holds`)}`;
      return `no lead is handed to \`${to}\` here: ${by === '' ? 'the items before it take' : `\`${by}\` before it takes`} every lead that it could`;
    },
    advice: ({ by }) => (by === undefined ? undefined : 'put the item that asks more first'),
    why: 'The first item whose `when` holds takes the lead. An item without `when` takes all, so it belongs at the end.',
    avoid: 'mql when demo_request\nhandoff:\n  to "SDR"\n  to "SDR, Europe" when country in (DE, FR)\n',
    prefer: 'mql when demo_request\nhandoff:\n  to "SDR, Europe" when country in (DE, FR)\n  to "SDR"\n',
  }),
  testWithoutExpectation: entry<{ title: string }>({
    code: 'MQL2017', severity: 'warning', title: 'A test that expects nothing',
    message: ({ title }) => `the test \`${title}\` expects nothing, so it can never fail`,
    advice: () => 'add what should come out, such as `expect mql`, `expect not mql` or `expect score 40`',
    why: 'A test shows that a definition does what it should only if it can fail.',
    avoid: 'mql when demo_request\ntest "a demo":\n  given demo_request 1d ago\n',
    prefer: 'mql when demo_request\ntest "a demo":\n  given demo_request 1d ago\n  expect mql\n',
  }),
  emptyClaim: entry<{ title: string }>({
    code: 'MQL2018', severity: 'warning', title: 'A claim that says nothing',
    message: ({ title }) => `the claim \`${title}\` says nothing, so it can never be broken`,
    advice: () => 'add what is claimed of every lead, such as `mql implies country US` or `never score > 100`',
    why: 'A claim is proved for every lead that could exist. Without a line below it there is nothing to prove.',
    avoid: 'fit: require country US\nmql when demo_request\nclaim "only from the US":\n',
    prefer: 'fit: require country US\nmql when demo_request\nclaim "only from the US":\n  mql implies country US\n',
  }),
};
