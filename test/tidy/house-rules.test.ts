/** The rules of the house that a machine can hold. CONTRIBUTING.md says them in words. */
import { describe, expect, it } from 'vitest';
import { houseFiles, isCode } from './source-files.ts';

const files = houseFiles();
const code = files.filter(({ path }) => isCode(path));
const mostLines = 320;
const written = code.filter(({ path }) => !path.endsWith('.generated.ts'));

describe('files', () => {
  it('are short, or say at their top why they are long', () => {
    const wrong = written
      .filter(({ text }) => text.split('\n').length > mostLines)
      .filter(({ text }) => !/\blong(er)?\b/i.test(text.slice(0, text.indexOf('*/') + 2)))
      .map(({ path, text }) => `${path}: ${text.split('\n').length} lines`);
    expect(wrong).toEqual([]);
  });

  it('have lines that fit a screen', () => {
    // Tables and tests hold texts and data as they are; so does the pattern of a token.
    const wrong = written.filter(({ path }) => !/^(tables|test|bench)\//.test(path)).flatMap(({ path, text }) => text.split('\n')
      .flatMap((line, index) => (line.length > 200 && !/^ *pattern: \//.test(line) ? [`${path}:${index + 1} is ${line.length} characters wide`] : [])));
    expect(wrong).toEqual([]);
  });

  it('are named after what they hold, in full words', () => {
    const wrong = files.map(({ path }) => path).filter(path => /(^|[/-])(utils?|helpers?|misc|common|stuff|tmp|temp)([-./]|$)/.test(path));
    expect(wrong).toEqual([]);
  });

  it('are named in lower case with hyphens', () => {
    const wrong = code.map(({ path }) => path).filter(path => !/^[a-z0-9./_-]+$/.test(path));
    expect(wrong).toEqual([]);
  });
});

describe('code', () => {
  it('leaves nothing for later', () => {
    const words = new RegExp(`\\b(${['TO', 'DO'].join('')}|${['FIX', 'ME'].join('')})\\b`);
    expect(code.filter(({ text }) => words.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('has no `any` and silences no type error', () => {
    const wrong = code
      .filter(({ path }) => path.endsWith('.ts'))
      .flatMap(({ path, text }) => text.split('\n').flatMap((line, index) =>
        /(:|\bas|<) ?any\b(?! of)(?=\s*[;,)=>\]|&]|$)|@ts-(ignore|nocheck|expect-error)/.test(withoutTexts(line)) ? [`${path}:${index + 1}`] : []));
    expect(wrong).toEqual([]);
  });

  it('skips no test and runs none alone', () => {
    const wrong = code
      .filter(({ path }) => path.startsWith('test/'))
      .filter(({ text }) => /\b(it|test|describe)\.(only|todo|skip)\(/.test(text))
      .map(({ path }) => path);
    expect(wrong).toEqual([]);
  });
});

/** What is left of a line of code when its texts and its comment are gone. */
function withoutTexts(line: string): string {
  return line.replace(/'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`|"(?:[^"\\]|\\.)*"/g, "''").replace(/\/\/.*$|^\s*\*.*$|\/\*.*/, '');
}

describe('every file', () => {
  it('names no place of the machine that it was written on', () => {
    const places = new RegExp(['', '(tmp|work|root|home|Users)', '[a-z]'].join('/'));
    const wrong = files.flatMap(({ path, text }) => text.split('\n')
      .flatMap((line, index) => (places.test(line.replace(/https?:\/\/\S+/g, '')) ? [`${path}:${index + 1}: ${line.trim().slice(0, 80)}`] : [])));
    expect(wrong).toEqual([]);
  });

  it('ends in a line break, and no line in white space', () => {
    const wrong = files
      .filter(({ path }) => /\.(ts|mjs|md|mql|json|sql)$/.test(path))
      .filter(({ text }) => text !== '' && (!text.endsWith('\n') || /[ \t]\r?\n/.test(text.replace(/ {2}\n/g, '\n'))))
      .map(({ path }) => path);
    expect(wrong).toEqual([]);
  });
});
