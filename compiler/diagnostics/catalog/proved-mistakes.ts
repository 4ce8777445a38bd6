/** MQL205x: likely mistakes that only a proof over all leads can find: `mql check --deep`. Language reference, section 10. */
import { entry } from '../diagnostic.ts';

export const provedMistakeCodes = {
  provedNever: entry<{ what: string; text: string }>({
    code: 'MQL2050', severity: 'warning', title: 'Something that no lead can ever do, by proof',
    message: ({ what, text }) => `proved: ${what} \`${text}\` never holds, for any lead that could exist`,
    advice: () => 'take it out, or ask less of it',
    why: 'What its parts ask cannot come together, or what stands before it takes every lead. `mql check --deep` proves this where adding up the points is not enough to tell.',
    avoid: 'intent:\n  webinar within 30d and since webinar > 60d +10\n  demo_request +20 once\nmql when score > 5\n',
    prefer: 'intent:\n  webinar within 30d +10\n  demo_request +20 once\nmql when score > 5\n',
  }),
  provedAlways: entry<{ what: string; text: string }>({
    code: 'MQL2051', severity: 'warning', title: 'Something that holds for every lead, by proof',
    message: ({ what, text }) => `proved: ${what} \`${text}\` holds for every lead that could exist`,
    advice: () => 'take it out, or ask more of it',
    why: 'A condition that always holds tells no leads apart. `mql check --deep` proves it where the parts are not constant by themselves.',
    avoid: 'fit: no webinar within 30d or since webinar <= 30d +10\nintent: demo_request +20 once\nmql when score > 15\n',
    prefer: 'fit: since webinar <= 30d +10\nintent: demo_request +20 once\nmql when score > 25\n',
  }),
  ruleWithoutEffect: entry<{ text: string }>({
    code: 'MQL2052', severity: 'warning', title: 'A rule that changes no outcome of any lead, by proof',
    message: ({ text }) => `proved: without \`${text}\` every lead that could exist has the same stages, tier and handoff`,
    advice: () => 'take it out, or let its points reach a threshold',
    why: 'A rule may pay and still decide nothing: its points are too few to lift any lead over a threshold, or a ceiling takes them all.',
    avoid: 'fit:\n  country US +10\n  employees 50.. +30\nmql when score >= 30\n',
    prefer: 'fit:\n  country US +10\n  employees 50.. +30\nmql when score >= 40\n',
  }),
  noLeadQualifies: entry<{ count: number }>({
    code: 'MQL2054', severity: 'warning', title: 'Requirements that no lead can meet together, by proof',
    message: ({ count }) => `proved: no lead that could exist meets this and the other ${count === 1 ? 'one' : String(count)} that it contradicts, so none qualifies`,
    advice: () => 'take one of them out, or ask less of it',
    why: 'Each of them can be met, but never all. `mql check --deep` names a smallest set of requirements and exclusions that leaves no lead.',
    avoid: 'fit:\n  require webinar within 30d or demo_request within 30d\n  require since webinar > 40d or no webinar\n  require no demo_request within 60d\nmql when chat\n',
    prefer: 'fit:\n  require webinar within 30d or demo_request within 30d\n  require since webinar > 40d or no webinar\nmql when chat\n',
  }),
  impliedStage: entry<{ narrow: string; wide: string }>({
    code: 'MQL2055', severity: 'information', title: 'A stage that every lead of another one reaches, by proof',
    message: ({ narrow, wide }) => `proved: every lead that reaches \`${narrow}\` reaches \`${wide}\``,
    advice: ({ narrow, wide }) => `if this is meant, keep it true with a claim: \`${narrow} implies ${wide}\``,
    why: 'Neither stage asks the other, and still one holds whenever the other does, as the points fall. It is no mistake, but good to know before a threshold moves.',
    avoid: 'fit: employees 50.. +30\nintent: demo_request +20 once\nmql when score > 40\nhot when demo_request\n',
    prefer: 'fit: employees 50.. +30\nintent: demo_request +20 once; chat +20 once\nmql when score > 40\nhot when demo_request\n',
  }),
  sameStages: entry<{ first: string; second: string }>({
    code: 'MQL2053', severity: 'warning', title: 'Two stages that the same leads reach, by proof',
    message: ({ first, second }) => `proved: every lead that reaches \`${second}\` reaches \`${first}\`, and the other way round`,
    advice: () => 'take one of them out, or tell them apart',
    why: 'Two stages that never differ are one stage with two names. Often a threshold was moved past another one.',
    avoid: 'fit: employees 50.. +30\nmql when score > 10\nsql when score > 20\n',
    prefer: 'fit: employees 50.. +30\nintent: demo_request +20 once\nmql when score > 20\nsql when score > 40\n',
  }),
};
