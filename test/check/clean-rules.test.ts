/** What is passed over when one text of a file is checked after the other, and that nothing is lost by it. */
import { expect, test } from 'vitest';
import { check, checkNamed, namedFiles } from '../../compiler/check/check.ts';
import { CleanRules } from '../../compiler/check/clean-rules.ts';
import { sourceFile, type SourceFile } from '../../compiler/source/source-file.ts';
import { Rereader } from '../../grammar/read.ts';

class Told extends CleanRules {
  passed: string[] = [];
  remembered: string[] = [];

  override passesOver(...[item, file]: Parameters<CleanRules['passesOver']>): boolean {
    const isPassed = super.passesOver(item, file);
    if (isPassed) this.passed.push(file.text.slice(item.span.start, item.span.end));
    return isPassed;
  }

  override remember(...[item, file]: Parameters<CleanRules['remember']>): void {
    super.remember(item, file);
    this.remembered.push(file.text.slice(item.span.start, item.span.end));
  }
}

type Files = Readonly<Record<string, string>>;

/** Checks the texts one after the other, each as the checker would alone; gives what was passed over in the last. */
function passedOver(...texts: readonly (string | Files)[]): readonly string[] {
  const clean = new Told();
  for (const text of texts) {
    const files: Files = typeof text === 'string' ? { 'main.mql': text } : text;
    const [path, main] = Object.entries(files)[0]!;
    const sources = (other: string): SourceFile | undefined => (files[other] === undefined ? undefined : sourceFile(other, files[other]));
    clean.passed = [];
    const found = checkNamed(namedFiles(sourceFile(path, main), sources), clean);
    const shown = ({ diagnostics }: typeof found): readonly string[] => diagnostics.map(({ code, span, message }) => `${code} ${span.start} ${message}`);
    expect(shown(found)).toEqual(shown(check(sourceFile(path, main), sources)));
    expect(clean.hasPassedOver).toBe(clean.passed.length > 0);
  }
  return clean.passed;
}

const text = `
vocabulary: lead size number; lead oversize number
define: big = size 100..
  huge = big and employees 1000..
lists: rivals = "acme.com"
fit (up to 50):
  require country US
  Big +5
  huge +6
  size 5 +1; oversize 5 +1
  email.domain in rivals +2
  webinar +3
  activity >= 9 +1
intent:
  chat +4
last:
  page_view +1
mql when score > 5
`;
const all = ['require country US', 'Big +5', 'huge +6', 'size 5 +1', 'oversize 5 +1', 'email.domain in rivals +2', 'webinar +3', 'activity >= 9 +1', 'chat +4', 'page_view +1'];
const allBut = (...others: readonly string[]): readonly string[] => all.filter((each) => !others.includes(each));

test('the same text, once and once more', () => {
  expect(passedOver(text)).toEqual([]);
  expect(passedOver(text, text)).toEqual(all);
  expect(passedOver(text, text, text)).toEqual(all);
});

test.each<readonly [before: string, after: string, checkedAnew: readonly string[]]>([
  ['webinar +3', 'webinar +30', ['webinar +3']],
  ['require country US', 'require country CA', ['require country US']],
  ['page_view +1', 'page_view +2', ['page_view +1']],
  ['lead size number', 'lead size text', ['Big +5', 'huge +6', 'size 5 +1', 'activity >= 9 +1']],
  ['size 100..', 'oversize 200..', ['Big +5', 'huge +6', 'activity >= 9 +1']],
  ['employees 1000..', 'employees 2000..', ['huge +6', 'activity >= 9 +1']],
  ['"acme.com"', '"acme.com", "rival.io"', ['email.domain in rivals +2', 'activity >= 9 +1']],
  ['rivals = "acme.com"', 'others = "acme.com"', ['email.domain in rivals +2', 'activity >= 9 +1']],
  ['lists: rivals = "acme.com"', 'lists: rivals = "acme.io"; others = "a"', ['email.domain in rivals +2', 'activity >= 9 +1']],
  ['lead size number', 'lead size number; lead webinar number', ['webinar +3', 'activity >= 9 +1']],
  ['lead size number', 'lead size number; lead big number', ['Big +5', 'huge +6', 'activity >= 9 +1']],
  ['lead size number', 'lead size number; lead `never mind` number', ['activity >= 9 +1']],
  ['lead size number', 'lead size number; lead `(` number', ['activity >= 9 +1']],
])('where `%s` becomes `%s`, what asks it is checked anew', (before, after, checkedAnew) => {
  const changed = text.replace(before, after);
  expect(passedOver(text, changed)).toEqual(allBut(...checkedAnew));
  expect(passedOver(changed, text).filter((each) => all.includes(each))).toEqual(allBut(...checkedAnew));
  expect(passedOver(text, changed, changed)).toEqual(passedOver(changed, changed));
});

test.each([
  ['mql when score > 5', 'mqls when score > 5'],
  ['last:', 'end:'],
  ['vocabulary:', 'vocabulary: missing "Select"'],
])('where `%s` becomes `%s`, all is checked anew', (before, after) => {
  expect(passedOver(text, text.replace(before, after))).toEqual([]);
  expect(passedOver(text.replace(before, after), text)).toEqual([]);
});

test('a header is of its own section alone, and no rule can ask how a stage is reached, or a test', () => {
  const ofOthers = ['chat +4', 'page_view +1'];
  expect(passedOver(text, text.replace('(up to 50)', '(up to 51)'))).toEqual(ofOthers);
  expect(passedOver(text, text.replace('(up to 50)', '(within 5d)'), text.replace('(up to 50)', '(within 5d)'))).toEqual(all);
  expect(passedOver(text, text.replace('score > 5', 'score > 6'))).toEqual(all);
  expect(passedOver(`${text}test "a": expect mql`, `${text}test "a": expect not mql`)).toEqual(all);
  expect(passedOver(text, `${text}test "a": expect mql`)).toEqual(all);
  expect(passedOver(`exclude: chat${text}`, `exclude: webinar${text}`)).toEqual(all);
});

test('the last section, and one with nothing in it', () => {
  expect(passedOver('mql when chat\nfit: chat +1\n', 'mql when chat\nfit: chat +1\n')).toEqual(['chat +1']);
  expect(passedOver('mql when chat\nfit (up to 5):\n', 'mql when chat\nfit (up to a):\n')).toEqual([]);
});

test('a rule in another section is another rule', () => {
  expect(passedOver(text, text.replace('  webinar +3\n', '').replace('chat +4', 'chat +4\n  webinar +3'))).toEqual(allBut('webinar +3'));
});

test('a rule with a mistake is told of each time', () => {
  expect(passedOver(text.replace('webinar +3', 'webinars +3'), text.replace('webinar +3', 'webinars +3'))).toEqual(allBut('webinar +3'));
  expect(passedOver(text.replace('+3', '+3 up to -5'), text.replace('+3', '+3 up to -5'))).toEqual(allBut('webinar +3'));
});

test('a name that is declared twice, or otherwise', () => {
  expect(passedOver('lists: x = webinar\nfit: email.domain in x +1\nmql when chat\n', 'define: x = webinar\nfit: email.domain in x +1\nmql when chat\n')).toEqual([]);
  expect(passedOver('define: x = webinar\nfit: x +1\nmql when chat\n', 'vocabulary: lead x number\ndefine: x = webinar\nfit: x +1\nmql when chat\n')).toEqual([]);
});

test('many names at once are not looked for', () => {
  const withNames = (count: number): string => text.replace('lead size number', ['lead size number', ...Array.from({ length: count }, (_, index) => `lead n${index} number`)].join('; '));
  expect(passedOver(text, withNames(19))).toEqual(allBut('activity >= 9 +1'));
  expect(passedOver(text, withNames(20))).toEqual([]);
  // Those that ask the changed ones count, too.
  const chain = (last: number): string => `define: c0 = employees ${last}..\n${Array.from({ length: 30 }, (_, index) => `  c${index + 1} = c${index}\n`).join('')}fit: chat +1\n  c0 +1\nmql when score > 1\n`;
  expect(passedOver(chain(1), chain(2))).toEqual([]);
});

test('names of used files, and files of tests', () => {
  const main = 'use "names.mql"\nfit: seats 5 +1\n  webinar +2\nmql when score > 1\n';
  const names = 'vocabulary: lead seats number\n';
  expect(passedOver({ main, 'names.mql': names }, { main, 'names.mql': names })).toEqual(['seats 5 +1', 'webinar +2']);
  expect(passedOver({ main, 'names.mql': names }, { main, 'names.mql': names.replace('number', 'text') })).toEqual(['webinar +2']);
  expect(passedOver({ main, 'names.mql': names }, { main })).toEqual([]);
  const tests = 'use "main"\ntest "a": given webinar 1d ago; expect mql\n';
  expect(passedOver({ tests, main, 'names.mql': names }, { tests, main, 'names.mql': names })).toEqual(['seats 5 +1', 'webinar +2']);
  expect(passedOver({ tests, main, 'names.mql': names }, { tests: `${tests}\n`, main, 'names.mql': names })).toEqual(['seats 5 +1', 'webinar +2']);
});

test('a section without mistakes that was not read anew is passed over whole, so that its items need not be looked at', () => {
  const clean = new Told();
  const rereader = new Rereader();
  const askedOneByOne = (now: string): readonly string[] => {
    clean.passed = [];
    const { diagnostics } = checkNamed(namedFiles(sourceFile('main.mql', now), () => undefined, (file) => rereader.read(file)), clean);
    const fresh = check(sourceFile('main.mql', now), () => undefined).diagnostics;
    expect(diagnostics.map(({ code, span }) => [code, span])).toEqual(fresh.map(({ code, span }) => [code, span]));
    return clean.passed;
  };
  const ofFirst = all.slice(0, -2);
  expect(askedOneByOne(text)).toEqual([]);
  expect(clean.hasPassedOver).toBe(false);
  // Only the rule is read anew, and its section; that of the last two lines stays behind it.
  expect(askedOneByOne(text.replace('webinar +3', 'webinar +30'))).toEqual(ofFirst.filter((item) => item !== 'webinar +3'));
  // A name that it asks makes a section be looked at, though it was not read anew.
  const typed = text.replace('size number;', 'size text;');
  askedOneByOne(text);
  expect(askedOneByOne(typed)).toEqual(ofFirst.filter((item) => !['Big +5', 'huge +6', 'size 5 +1', 'activity >= 9 +1'].includes(item)));
  // It has mistakes now, which are told each time, and so is one in the last section.
  expect(askedOneByOne(`${typed}# one\n`)).not.toContain('size 5 +1');
  const mistaken = typed.replace('page_view +1', 'page_views +1');
  askedOneByOne(mistaken);
  expect(askedOneByOne(`${mistaken}# two\n`)).not.toContain('page_views +1');
});

/** Checks one text after the other, read anew only where they differ; tells what was passed over, and remembered, item by item. */
function typing(): (now: string) => { readonly passed: readonly string[]; readonly remembered: readonly string[]; readonly hasPassedOver: boolean } {
  const clean = new Told();
  const rereader = new Rereader();
  return (now) => {
    clean.passed = [];
    clean.remembered = [];
    const { diagnostics } = checkNamed(namedFiles(sourceFile('main.mql', now), () => undefined, (file) => rereader.read(file)), clean);
    expect(diagnostics.map(({ code }) => code)).toEqual(check(sourceFile('main.mql', now), () => undefined).diagnostics.map(({ code }) => code));
    return { passed: clean.passed, remembered: clean.remembered, hasPassedOver: clean.hasPassedOver };
  };
}

test('sections stay passed over whole, whatever stands before and behind them, and something was passed over then', () => {
  const type = typing();
  expect(type(text)).toEqual({ passed: [], remembered: all, hasPassedOver: false });
  const first = ['require country US', 'Big +5'];
  for (const [before, points] of [['+3', '+30'], ['+30', '+31'], ['+31', '+32']]) {
    const { passed, remembered } = type(text.replace('webinar +3', `webinar ${points!}`));
    expect(passed.slice(0, 2), before).toEqual(first);
    expect(remembered).toEqual([`webinar ${points!}`]);
  }
  // Nothing but sections that are passed over whole.
  expect(type(`# one${text.replace('webinar +3', 'webinar +32')}`)).toEqual({ passed: [], remembered: [], hasPassedOver: true });
  expect(type(`# two${text.replace('webinar +3', 'webinar +32')}`)).toEqual({ passed: [], remembered: [], hasPassedOver: true });
});

test('one rule alone that is passed over with its section', () => {
  const type = typing();
  const one = 'mql when chat\nfit:\n  country US +1\nintent:\n';
  expect([one, `# one\n${one}`, `# two\n${one}`].map((now) => type(now).hasPassedOver)).toEqual([false, true, true]);
  const none = 'mql when chat\nfit:\nintent:\n';
  expect([none, `# one\n${none}`, `# two\n${none}`].map((now) => type(now).hasPassedOver)).toEqual([false, false, false]);
});

test('a name of the file\'s own may be called `activity`', () => {
  const asked = (type: string): string => `vocabulary: lead \`activity\` ${type}\ndefine: busy = \`activity\` 5\nfit:\n  busy +1\n  chat +1\nmql when fit > 0\n`;
  expect(passedOver(asked('number'), asked('duration'))).toEqual(['chat +1']);
});

test('a section is passed over whole only if all of it is clean, and a clean rule counts once', () => {
  const type = typing();
  const two = (points: number): string => `fit:\n  country US +1\n  employes ${points} +1\nmql when fit > 0\n`;
  // The clean one is passed over, the other has its mistake each time.
  for (const points of [5, 6, 7, 7]) type(two(points));
  expect(type(`${two(7)}# one\n`).passed).toEqual(['country US +1']);
});

test('tests and claims are asked by no rule', () => {
  const also = (name: string): string => `${text}test "${name}": given chat 1d ago; expect mql\nclaim "${name}": never mql and excluded\n`;
  expect(passedOver(also('one'), also('two'))).toEqual(all);
  expect(passedOver(also('one'), also('one').replace(/test.*\n/, ''))).toEqual(all);
  expect(passedOver(also('one'), also('one').replace(/claim.*\n/, ''))).toEqual(all);
});

test('what may be asked beside names is a part of what rules depend on: tiers, not how a stage is reached', () => {
  const tiers = `${text}tier A when score > 5\ndefinition "d":\n  owner "x"\n`;
  expect(passedOver(tiers, tiers.replace('webinar +3', 'webinar +30'))).toEqual(allBut('webinar +3'));
  expect(passedOver(tiers, tiers.replace('tier A', 'tier B'))).toEqual([]);
  expect(passedOver(tiers, tiers.replace('mql when score > 5', 'mql when score > 6'))).toEqual(all);
  expect(passedOver(`${tiers}exclude: webinar\n`, `${tiers}exclude: chat\n`)).toEqual(all);
  expect(passedOver(`${tiers}handoff: to "a"\n`, `${tiers}handoff: to "b"\n`)).toEqual(all);
});

test('of a name that is declared twice both declarations count', () => {
  const twice = text.replace('lead size number', 'lead size number; lead size text');
  expect(passedOver(twice, twice.replace('lead size number', 'lead size boolean'))).toEqual(allBut('Big +5', 'huge +6', 'size 5 +1', 'activity >= 9 +1'));
});
