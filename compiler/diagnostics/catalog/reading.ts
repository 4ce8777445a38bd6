/** MQL0xxx: reading. Language reference, sections 1 and 2. The codes of items, values and claims stand in files of their own. */
import { entry } from '../diagnostic.ts';
import { claimCodes } from './reading-claims.ts';
import { ruleCodes } from './reading-rules.ts';
import { valueCodes } from './reading-values.ts';

const rule = (item: string): string => `fit: ${item}\nmql when score > 5\n`;

const layoutCodes = {
  unexpected: entry<{ found: string | undefined; due: string; after: string | undefined; advice: string | undefined }>({
    code: 'MQL0001', severity: 'error', title: 'Something else is due here',
    message: ({ found, due, after }) => `found ${found === undefined ? 'the end' : `\`${found}\``}${after === undefined ? '' : ` after \`${after}\``} where ${due} is due`,
    advice: ({ advice }) => advice,
    why: 'The words do not make an item of the language. The item is left out, and the rest of the file is still read.',
    avoid: rule('country US or +10'), prefer: rule('country US or country CA +10'),
  }),
  outsideBlock: entry<{ found: string }>({
    code: 'MQL0002', severity: 'error', title: 'An item outside a block',
    message: ({ found }) => `\`${found}\` begins an item that stands in no block`,
    advice: () => 'begin a block such as `fit:` before it, or write a stage such as `mql when score > 50`',
    why: 'Conditions and rules belong to a block, whose name says what they add up to. A statement such as `mql when ...` ends the block before it.',
    avoid: 'country US +10\nfit: employees 50..500 +10\nmql when score > 5\n', prefer: 'fit:\n  country US +10\n  employees 50..500 +10\nmql when score > 5\n',
  }),
  nestedTooDeeply: entry<{ limit: number }>({
    code: 'MQL0003', severity: 'error', title: 'Nested too deeply',
    message: ({ limit }) => `this is nested more than ${limit} deep`,
    advice: () => 'give a part of it a name in a `define:` block',
    why: 'Nobody can read a condition that is nested a hundred deep, and no engine has to.',
    avoid: rule(`${'('.repeat(101)}country US${')'.repeat(101)} +10`), prefer: rule('country US +10'),
  }),
  missingParenthesis: entry<Record<never, never>>({
    code: 'MQL0004', severity: 'error', title: 'A parenthesis is not closed',
    message: () => '`(` is never closed',
    advice: () => 'write the `)` that belongs to it',
    why: 'A line that begins a block or a stage ends open parentheses, so that a forgotten `)` costs one item only.',
    avoid: rule('country in (DE, FR +10'), prefer: rule('country in (DE, FR) +10'),
  }),
  extraParenthesis: entry<Record<never, never>>({
    code: 'MQL0005', severity: 'error', title: 'A parenthesis without its partner',
    message: () => '`)` closes nothing',
    advice: () => 'remove it, or write the `(` that belongs to it',
    why: 'Each `)` belongs to a `(` of the same item.',
    avoid: rule('country in (DE, FR)) +10'), prefer: rule('country in (DE, FR) +10'),
  }),
  missingColon: entry<{ name: string }>({
    code: 'MQL0006', severity: 'error', title: 'A block without its colon',
    message: ({ name }) => `the colon after \`${name}\` is missing`,
    advice: ({ name }) => `write \`${name}:\``,
    why: 'A block begins with its name and a colon. Without it the name would be an item.',
    avoid: 'fit\n  employees 50..500 +10\nmql when score > 5\n', prefer: 'fit:\n  employees 50..500 +10\nmql when score > 5\n',
  }),
  settingsWithoutParentheses: entry<{ proposed: string }>({
    code: 'MQL0007', severity: 'error', title: 'Settings without parentheses',
    message: () => 'settings of a section stand in parentheses',
    advice: ({ proposed }) => `write \`${proposed}\``,
    why: 'The settings of a section stand between its name and the colon, in parentheses, separated by commas.',
    avoid: 'fit up to 40:\n  employees 50..500 +10\nmql when score > 5\n', prefer: 'fit (up to 40):\n  employees 50..500 +50\nmql when score > 5\n',
  }),
  noSettings: entry<{ name: string }>({
    code: 'MQL0008', severity: 'error', title: 'Settings on a block that takes none',
    message: ({ name }) => `\`${name}\` takes no settings`,
    advice: () => 'only scoring sections do; remove the parentheses',
    why: '`within`, `up to`, `floor` and `after last` are settings of scoring sections.',
    avoid: 'exclude (within 30d):\n  unsubscribe\nmql when qualified and demo_request\n', prefer: 'exclude:\n  unsubscribe within 30d\nmql when qualified and demo_request\n',
  }),
  noTitle: entry<{ name: string }>({
    code: 'MQL0009', severity: 'error', title: 'A title on a block that takes none',
    message: ({ name }) => `\`${name}\` takes no title`,
    advice: () => 'only `definition`, `test` and `claim` have titles; remove the text',
    why: 'A section is known by its name, which is also the name of its score. Only `definition`, `test` and `claim` have a title.',
    avoid: 'fit "company":\n  employees 50..500 +10\nmql when score > 5\n', prefer: 'fit: # company\n  employees 50..500 +10\nmql when score > 5\n',
  }),
  titleDue: entry<{ name: string }>({
    code: 'MQL0010', severity: 'error', title: 'A block without its title',
    message: ({ name }) => `\`${name}\` has no title`,
    advice: ({ name }) => `write \`${name} "...":\``,
    why: 'The title of a definition stands in its results and its documents; the title of a test says which one failed.',
    avoid: 'definition:\n  owner "Sales"\nfit: employees 50..500 +10\nmql when score > 5\n', prefer: 'definition "Mid-market":\n  owner "Sales"\nfit: employees 50..500 +10\nmql when score > 5\n',
  }),
  reservedWord: entry<{ word: string }>({
    code: 'MQL0011', severity: 'error', title: 'A reserved word as a name',
    message: ({ word }) => `\`${word}\` is a reserved word, and here a name is due`,
    advice: () => 'write it in backquotes, or choose another name',
    why: 'Words that can begin an item or go on with one are reserved. In backquotes every word is a name.',
    avoid: 'vocabulary:\n  lead total number\nfit: `total` 50..500 +10\nmql when score > 5\n', prefer: 'vocabulary:\n  lead `total` number\nfit: `total` 50..500 +10\nmql when score > 5\n',
  }),
  brokenHeader: entry<{ found: string }>({
    code: 'MQL0012', severity: 'error', title: 'The first line of a block cannot be read',
    message: ({ found }) => `found \`${found}\` in the first line of a block`,
    advice: () => 'a block begins `name:`, `name (within 30d, up to 60):`, `definition "title":`, `test "title":` or `claim "title":`',
    why: 'A colon ends the first line of a block, which is a name, a title for `definition`, `test` and `claim`, and settings for a section.',
    avoid: 'fit score:\n  employees 50..500 +10\nmql when score > 5\n', prefer: 'fit:\n  employees 50..500 +10\nmql when score > 5\n',
  }),
  writtenTwice: entry<{ name: string }>({
    code: 'MQL0013', severity: 'error', title: 'Written twice',
    message: ({ name }) => `\`${name}\` is written twice`,
    advice: () => 'keep one of them',
    why: 'Each part of a rule\'s tail and each setting stands once; of two, it would be a guess which one is meant.',
    avoid: 'intent: webinar +10 within 30d within 60d\nmql when score > 5\n', prefer: 'intent: webinar +10 within 30d\nmql when score > 5\n',
  }),
  needlessColon: entry<{ word: string }>({
    code: 'MQL0014', severity: 'error', title: 'A colon after a word that begins no block',
    message: ({ word }) => `\`${word}\` takes no colon here`,
    advice: ({ word }) => `write \`${word}\` and what belongs to it, without the colon`,
    why: 'A colon begins a block, and ends the one before it. Inside a block, items have none.',
    avoid: 'definition "Mid-market":\n  owner: "Sales"\nfit: employees 50..500 +10\nmql when score > 5\n',
    prefer: 'definition "Mid-market":\n  owner "Sales"\nfit: employees 50..500 +10\nmql when score > 5\n',
  }),
  numberAsLabel: entry<{ proposed: string }>({
    code: 'MQL0015', severity: 'error', title: 'A label that is neither a name nor a text',
    message: () => 'a label is a name or a text',
    advice: ({ proposed }) => `write \`${proposed}\``,
    why: 'The label of a tier is a name or a text in quotes; a number or a sign could be read as part of a condition.',
    avoid: 'fit: employees 50..500 +10\nmql when score > 5\ntier 1 when score > 5\n', prefer: 'fit: employees 50..500 +10\nmql when score > 5\ntier "1" when score > 5\n',
  }),
  listInParentheses: entry<Record<never, never>>({
    code: 'MQL0016', severity: 'error', title: 'A list in parentheses',
    message: () => 'the entries of a list stand without parentheses',
    advice: () => 'remove them',
    why: 'In a `lists:` block the entries follow `=`, separated by commas. Parentheses belong to `in (...)`.',
    avoid: 'lists: rivals = ("acme.com", "rival.io")\nexclude: email.domain in rivals\nmql when qualified and demo_request\n',
    prefer: 'lists: rivals = "acme.com", "rival.io"\nexclude: email.domain in rivals\nmql when qualified and demo_request\n',
  }),
  rangeOfWords: entry<{ found: string; proposed: string }>({
    code: 'MQL0017', severity: 'error', title: 'A range in other words',
    message: ({ found }) => `found \`${found}\``,
    advice: ({ proposed }) => `write \`${proposed}\``,
    why: 'A range is written `50..500`, both ends in it, and `50..` without an upper end.',
    avoid: rule('employees between 50 and 500 +10'), prefer: rule('employees 50..500 +10'),
  }),
  comparisonWord: entry<{ found: string; operator: string }>({
    code: 'MQL0018', severity: 'error', title: 'Words for an operator',
    message: ({ found, operator }) => `found \`${found}\`, which is \`${operator}\` here`,
    advice: ({ operator }) => `write \`${operator}\``,
    why: 'Numbers, money, durations and dates are compared by `=`, `!=`, `<`, `<=`, `>` and `>=`.',
    avoid: rule('employees at least 50 +10'), prefer: rule('employees >= 50 +10'),
  }),
  sqlPattern: entry<{ found: string; proposed: string }>({
    code: 'MQL0082', severity: 'error', title: 'A pattern of SQL',
    message: ({ found }) => `found \`${found}\``,
    advice: ({ proposed }) => `write \`${proposed}\`, where \`*\` stands for any text`,
    why: 'A text is held against a pattern by `matches`. In a pattern `*` stands for any run of characters, as `%` does in SQL.',
    avoid: rule('title like "%head of%" +10'), prefer: rule('title matches "*head of*" +10'),
  }),
  stageWithoutWhen: entry<{ what: string; proposed: string }>({
    code: 'MQL0080', severity: 'error', title: 'A stage or tier without `when`',
    message: ({ what }) => `a ${what} and its condition are joined by \`when\``,
    advice: ({ proposed }) => `write \`${proposed}\``,
    why: 'A stage is its name, `when`, and the condition on which a lead reaches it; a tier is `tier`, its label, `when` and a condition.',
    avoid: 'fit: employees 50..500 +10\nmql if score > 5\n', prefer: 'fit: employees 50..500 +10\nmql when score > 5\n',
  }),
  conditionAfterPoints: entry<{ found: string; proposed: string }>({
    code: 'MQL0019', severity: 'error', title: 'Another word for `when`',
    message: ({ found }) => `found \`${found}\` after points`,
    advice: ({ proposed }) => `write \`${proposed}\``,
    why: 'The condition without which a rule pays nothing follows its points after `when`.',
    avoid: rule('webinar +10 if country US'), prefer: rule('webinar +10 when country US'),
  }),
};

export const readingCodes = { ...layoutCodes, ...ruleCodes, ...valueCodes, ...claimCodes };
