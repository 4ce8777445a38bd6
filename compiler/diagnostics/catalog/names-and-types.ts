/** MQL1xxx: names and types, part one: names. Language reference, sections 2 to 4. */
import { entry } from '../diagnostic.ts';
import { didYouMean, either } from '../phrases.ts';
import { typeCodes } from './types.ts';
import { scoringCodes } from './scoring.ts';

const undeclared = 'declare it in a `vocabulary:` block, or in one that the file uses';

const nameCodes = {
  unknownName: entry<{ name: string; due: string; nearest: readonly string[]; listed?: string; hint?: string | undefined }>({
    code: 'MQL1001', severity: 'error', title: 'Unknown name',
    message: ({ name, due }) => `\`${name}\` is not ${due}`,
    advice: ({ nearest, listed, hint }) => {
      if (hint !== undefined) return hint;
      if (listed === undefined) return didYouMean(nearest) ?? undeclared;
      return `${nearest.length === 0 ? '' : `${didYouMean(nearest)} or, for several values of one subject, `}write \`${listed}\``;
    },
    why: 'A word that names nothing would silently never match. Names come from the standard vocabulary, the file and the files it uses.',
    avoid: 'fit: employes 50..500 +10\nmql when score > 5\n',
    prefer: 'fit: employees 50..500 +10\nmql when score > 5\n',
  }),
  unknownProperty: entry<{ event: string; name: string; nearest: readonly string[]; all: readonly string[] }>({
    code: 'MQL1002', severity: 'error', title: 'Unknown property of an event',
    message: ({ event, name }) => `\`${event}\` has no property \`${name}\``,
    advice: ({ nearest, all }) => didYouMean(nearest) ?? (all.length > 0 ? `it has ${either(all)}` : 'it has no properties'),
    why: 'A filter asks the properties of the event itself; a property that the vocabulary does not declare would never match.',
    avoid: 'intent: page_view where seconds > 30s +10\nmql when score > 5\n',
    prefer: 'intent: page_view where duration > 30s +10\nmql when score > 5\n',
  }),
  unknownPart: entry<{ subject: string; part: string; possible: readonly string[]; instead?: string | undefined }>({
    code: 'MQL1003', severity: 'error', title: 'Unknown part of a value',
    message: ({ subject, part }) => `\`${subject}\` has no part \`${part}\``,
    advice: ({ possible, instead }) => (instead !== undefined ? `write \`${instead}\`` : possible.length > 0 ? `write \`.\` and ${either(possible)}`
      : 'only an email (`.domain`) and a url (`.host`, `.path`) have parts'),
    why: 'An email has `.domain`; a url has `.host` and `.path`; nothing else has parts.',
    avoid: 'exclude: email.host "acme.com"\nmql when qualified and demo_request\n',
    prefer: 'exclude: email.domain "acme.com"\nmql when qualified and demo_request\n',
  }),
  unknownMember: entry<{ subject: string; value: string; nearest: readonly string[]; all: readonly string[] }>({
    code: 'MQL1004', severity: 'error', title: 'Not one of the values',
    message: ({ subject, value }) => `\`${value}\` is not one of the values of \`${subject}\``,
    advice: ({ nearest, all }) => didYouMean(nearest) ?? `it is one of ${either(all)}`,
    why: 'A field that is `one of` a few values can be compared with those values and their declared spellings only.',
    avoid: 'fit: seniority vice_president +10\nmql when score > 5\n',
    prefer: 'fit: seniority vp +10\nmql when score > 5\n',
  }),
  unknownCountry: entry<{ value: string; nearest: readonly string[] }>({
    code: 'MQL1005', severity: 'error', title: 'Unknown country',
    message: ({ value }) => `\`${value}\` is not a country`,
    advice: ({ nearest }) => didYouMean(nearest) ?? 'write its ISO code (`DE`) or its English name in quotes (`"Germany"`)',
    why: 'Countries are compared by their ISO 3166-1 code; a spelling that is no country would never match.',
    avoid: 'fit: country "Germny" +10\nmql when score > 5\n',
    prefer: 'fit: country "Germany" +10\nmql when score > 5\n',
  }),
  unknownList: entry<{ name: string; nearest: readonly string[] }>({
    code: 'MQL1006', severity: 'error', title: 'Unknown list',
    message: ({ name }) => `there is no list \`${name}\``,
    advice: ({ nearest }) => didYouMean(nearest) ?? 'declare it in a `lists:` block, or write the values in parentheses: `in (a, b)`',
    why: '`in NAME` asks for a list that a `lists:` block declares.',
    avoid: 'exclude: email.domain in free_mails\nmql when qualified and demo_request\n',
    prefer: 'exclude: email.domain in free_mail\nmql when qualified and demo_request\n',
  }),
  listForText: entry<{ subject: string; list: string; proposed: string }>({
    code: 'MQL1012', severity: 'warning', title: 'The name of a list read as a text',
    message: ({ subject, list }) => `\`${subject}\` is compared with the text \`"${list}"\`, and \`${list}\` is a list`,
    advice: ({ list, proposed }) => `write \`${proposed}\` for any of its entries, or \`"${list}"\` for the text`,
    why: 'A word that is compared with a text is that text. Without `in`, the entries of a list are not asked, and the rule would silently never match.',
    avoid: 'exclude: email.domain is free_mail\nmql when qualified and demo_request\n',
    prefer: 'exclude: email.domain in free_mail\nmql when qualified and demo_request\n',
  }),
  wordForOtherwise: entry<{ subject: string; word: string }>({
    code: 'MQL1015', severity: 'warning', title: 'Another word for `otherwise` read as a text',
    message: ({ subject, word }) => `the last case compares \`${subject}\` with the text \`"${word}"\``,
    advice: ({ word }) => `write \`otherwise\` for all the rest, or \`"${word}"\` for the text`,
    why: 'A word that is compared with a text is that text. All that no case before takes is `otherwise`.',
    avoid: 'fit: industry "SaaS" +10 | else +5\nmql when score > 5\n',
    prefer: 'fit: industry "SaaS" +10 | otherwise +5\nmql when score > 5\n',
  }),
  starInText: entry<{ operator: string; proposed: string | undefined; escaped: string }>({
    code: 'MQL1016', severity: 'warning', title: 'A star where no pattern is taken',
    message: ({ operator }) => `\`*\` is a star like any other character behind \`${operator}\``,
    advice: ({ proposed, escaped }) => `${proposed === undefined ? 'patterns are for `matches`; write' : `write \`${proposed}\` for a pattern, or`} \`${escaped}\` for the star itself`,
    why: 'A text alone, the entries of `in`, and `matches` take patterns, in which `*` stands for any text. `=`, `contains` and the others compare what is written.',
    avoid: 'fit: title = "vp*" +10\nmql when score > 5\n',
    prefer: 'fit: title "vp*" +10\nmql when score > 5\n',
  }),
  noAddress: entry<{ subject: string; type: 'url' | 'email'; isList: boolean; found: string; text: string | undefined }>({
    code: 'MQL1017', severity: 'warning', title: 'What can be no whole address',
    message: ({ subject, type, found, text }) =>
      `\`${subject}\` is compared as a whole with ${found}, ${text === undefined ? 'none of which is' : 'which is not'} ${type === 'url' ? 'the address of a page' : 'an email address'}`,
    advice: ({ subject, type, isList, text }) => {
      if (type === 'email') return isList ? 'all emails of a domain are `"*@acme.com"`' : `\`${subject}.domain\` is what stands behind the \`@\``;
      if (text === undefined || /\s/.test(text)) return 'a page is told by its path, such as `"/pricing"`';
      return `write \`"*${text}*"\` for every address with it, or \`"/${text}"\` for the page of that path`;
    },
    why: 'A url or an email is equal to the whole of another one. A word of the url, or the domain of the email, would silently never match.',
    avoid: 'intent: page_view "pricing" +10\nexclude: email in free_mail\nmql when score > 5\n',
    prefer: 'intent: page_view "/pricing" +10\nexclude: email.domain in free_mail\nmql when score > 5\n',
  }),
  textForMissing: entry<{ subject: string; word: string; proposed: string }>({
    code: 'MQL1013', severity: 'warning', title: 'A word for a missing value read as a text',
    message: ({ subject, word }) => `\`${subject}\` is compared with the text \`"${word}"\``,
    advice: ({ word, proposed }) => `write \`${proposed}\` to ask whether there is a value, or \`"${word}"\` for the text`,
    why: 'A word that is compared with a text is that text, and `email is empty` holds for none. Whether there is a value is asked by `is missing` and `is known`.',
    avoid: 'fit: email is not empty +10\nmql when score > 5\n',
    prefer: 'fit: email is known +10\nmql when score > 5\n',
  }),
  wordForMissing: entry<{ subject: string; word: string; proposed: string }>({
    code: 'MQL1014', severity: 'error', title: 'Another word for a missing value',
    message: ({ subject, word }) => `\`${word}\` is no value that \`${subject}\` can have`,
    advice: ({ proposed }) => `write \`${proposed}\``,
    why: 'Whether there is a value is asked by `is missing` and `is known`.',
    avoid: 'fit: employees is not null +10\nmql when score > 5\n',
    prefer: 'fit: employees is known +10\nmql when score > 5\n',
  }),
  unknownType: entry<{ name: string; nearest: readonly string[] }>({
    code: 'MQL1007', severity: 'error', title: 'Unknown type',
    message: ({ name }) => `\`${name}\` is not a type`,
    advice: ({ nearest }) => didYouMean(nearest)
      ?? 'the types are `number`, `money USD`, `boolean`, `text`, `email`, `url`, `country`, `one of (...)`, `date`, `datetime`, `duration` and `list of` one of them',
    why: 'The type of a field says how its column is read and what it can be compared with.',
    avoid: 'vocabulary: lead seats integer\nfit: seats 5.. +10\nmql when score > 5\n',
    prefer: 'vocabulary: lead seats number\nfit: seats 5.. +10\nmql when score > 5\n',
  }),
  unknownTimeZone: entry<{ name: string; nearest: readonly string[] }>({
    code: 'MQL1009', severity: 'error', title: 'Unknown time zone',
    message: ({ name }) => `\`${name}\` is not a time zone`,
    advice: ({ nearest }) => didYouMean(nearest) ?? 'write an IANA name, such as `"America/New_York"`, `"Europe/London"` or `"UTC"`',
    why: 'Calendar days, weeks and bare dates are those of the definition\'s time zone.',
    avoid: 'definition "D": timezone "New York"\nmql when demo_request\n',
    prefer: 'definition "D": timezone "America/New_York"\nmql when demo_request\n',
  }),
  unknownTier: entry<{ label: string | undefined; nearest: readonly string[]; all: readonly string[] }>({
    code: 'MQL1010', severity: 'error', title: 'Unknown tier',
    message: ({ label }) => (label === undefined ? 'there are no tiers' : `there is no tier \`${label}\``),
    advice: ({ nearest, all }) => didYouMean(nearest) ?? (all.length > 0 ? `the tiers are ${either(all)}` : 'this definition declares no tiers'),
    why: 'A tier that the definition never gives can never be asked for.',
    avoid: 'mql when demo_request\ntier A when demo_request\ntest "t":\n  given demo_request 1d ago\n  expect tier B\n',
    prefer: 'mql when demo_request\ntier A when demo_request\ntest "t":\n  given demo_request 1d ago\n  expect tier A\n',
  }),
  unknownHandoff: entry<{ to: string | undefined; nearest: readonly string[]; all: readonly string[] }>({
    code: 'MQL1011', severity: 'error', title: 'Unknown handoff',
    message: ({ to }) => (to === undefined ? 'there are no handoffs' : `nothing is handed to \`${to}\``),
    advice: ({ nearest, all }) => didYouMean(nearest) ?? (all.length > 0 ? `leads are handed to ${either(all)}` : 'this definition has no `handoff:` block'),
    why: 'A test can only expect a handoff that the `handoff:` block makes, and a claim only ask for one.',
    avoid: 'mql when demo_request\nhandoff: to "SDR" within 2h\ntest "t":\n  given demo_request 1d ago\n  expect handoff "SRD"\n',
    prefer: 'mql when demo_request\nhandoff: to "SDR" within 2h\ntest "t":\n  given demo_request 1d ago\n  expect handoff "SDR"\n',
  }),
  duplicateName: entry<{ name: string; what: string }>({
    code: 'MQL1020', severity: 'error', title: 'A name declared twice',
    message: ({ name, what }) => `\`${name}\` is already ${what}`,
    advice: () => 'give one of them another name',
    why: 'Each name means one thing. Fields, events, lists and defined names share one space of names; sections, derived scores and stages another.',
    avoid: 'vocabulary:\n  lead plan text\n  lead plan number\nfit: plan "pro" +10\nmql when score > 5\n',
    prefer: 'vocabulary:\n  lead plan text\n  lead plan_price number\nfit:\n  plan "pro" +10\n  plan_price 5.. +5\nmql when score > 5\n',
  }),
  duplicateStage: entry<{ name: string }>({
    code: 'MQL1021', severity: 'error', title: 'A stage declared twice',
    message: ({ name }) => `the stage \`${name}\` already has a \`when\``,
    advice: ({ name }) => `for another way into it, write \`${name} also when\``,
    why: 'Two `when`s of one stage read as if the later replaced the earlier. `also when` says that both are ways in.',
    avoid: 'fit: country US +10\nmql when score > 5\nmql when demo_request\n',
    prefer: 'fit: country US +10\nmql when score > 5\nmql also when demo_request\n',
  }),
  duplicateBlock: entry<{ name: string; kind: string }>({
    code: 'MQL1022', severity: 'error', title: 'A block that stands twice',
    message: ({ name, kind }) => (kind === 'section' ? `there is already a section \`${name}\`` : `there is already a \`${name}\` here`),
    advice: ({ kind }) => (kind === 'section' ? 'put the items into one block, or give this section another name' : 'keep one of them'),
    why: 'A section, `definition`, `handoff` and `score =` stand once, so that a reader finds all of it in one place.',
    avoid: 'fit: country US +10\nfit: employees 50.. +10\nmql when score > 5\n',
    prefer: 'fit:\n  country US +10\n  employees 50.. +10\nmql when score > 5\n',
  }),
  duplicateSetting: entry<{ what: string }>({
    code: 'MQL1023', severity: 'error', title: 'A setting given twice',
    message: ({ what }) => `\`${what}\` is given twice here`,
    advice: () => 'keep one of them',
    why: 'Each setting of a section and each part of a rule\'s tail may stand once; two would contradict each other.',
    avoid: 'intent: webinar within 30d within 60d +10\nmql when score > 5\n',
    prefer: 'intent: webinar within 30d +10\nmql when score > 5\n',
  }),
  mixedTiers: entry({
    code: 'MQL1025', severity: 'error', title: 'Tiers given in two ways',
    message: () => 'the tiers are already given in another way',
    advice: () => 'keep either `tier NAME when ...` or one `tier = ...`',
    why: 'A lead has one tier. Either the first `tier NAME when` that holds gives it, or one grid does.',
    avoid: 'fit: country US +10\nmql when score > 5\ntier A when fit >= 5\ntier = fit 5.. A | otherwise B\n',
    prefer: 'fit: country US +10\nmql when score > 5\ntier = fit 5.. A | otherwise B\n',
  }),
  useNotFound: entry<{ path: string }>({
    code: 'MQL1030', severity: 'error', title: 'A used file that is not there',
    message: ({ path }) => `the file \`${path}\` cannot be read`,
    advice: () => 'the path is relative to the file that uses it',
    why: '`use` brings in another file; without it, names would be missing.',
    avoid: 'use "no-such-vocabulary.mql"\nmql when demo_request\n',
    prefer: 'mql when demo_request\n',
  }),
  useCycle: entry<{ path: string }>({
    code: 'MQL1031', severity: 'error', title: 'Files that use each other',
    message: ({ path }) => `\`${path}\` uses this file, which uses it again`,
    advice: () => 'take one of the `use` lines out',
    why: 'Files that use each other have no order in which to be read.',
    avoid: 'use "this-file.mql"\nmql when demo_request\n',
    prefer: 'mql when demo_request\n',
  }),
  useNotVocabulary: entry<{ path: string; what: string }>({
    code: 'MQL1032', severity: 'error', title: 'A used file that holds more than a vocabulary',
    message: ({ path, what }) => `\`${path}\` holds ${what}, so it cannot be used`,
    advice: () => 'a used file may hold `vocabulary:`, `lists:`, `define:` and `use`; move the rest',
    why: 'A definition says in one file who qualifies. Only names are shared between files.',
    avoid: 'use "scoring.mql"\nmql when demo_request\n',
    prefer: 'use "vocabulary.mql"\nmql when demo_request\n',
  }),
  testsNeedOneDefinition: entry<{ count: number }>({
    code: 'MQL1033', severity: 'error', title: 'Tests of more than one definition',
    message: () => 'a file of tests uses one definition, and this is the second',
    advice: () => 'put the tests of each definition into a file of their own',
    why: 'In a file that holds nothing but `use` and `test` blocks, `use` names the definition under test.',
    avoid: 'use "a.mql"\nuse "b.mql"\ntest "t": expect not mql\n',
    prefer: 'use "a.mql"\ntest "t": expect not mql\n',
  }),
};

export const namesAndTypesCodes = { ...nameCodes, ...typeCodes, ...scoringCodes };
