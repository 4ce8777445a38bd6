/** The lexer reads by what tokens are said to begin with; here all patterns are tried instead, one after the other. */
import { expect, test } from 'vitest';
import { lexedTokens, lexer } from '../../grammar/tokens.ts';

const patterns = lexedTokens.map(({ name, PATTERN: pattern }) => {
  const source = pattern instanceof RegExp ? pattern.source : String(pattern).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return { name, pattern: new RegExp(source, 'y') };
});

/** The name and length of the token that begins the text. */
function firstByPatterns(text: string): string {
  for (const { name, pattern } of patterns) {
    pattern.lastIndex = 0;
    if (pattern.test(text)) return `${name} ${pattern.lastIndex}`;
  }
  return 'none';
}

function firstByLexer(text: string): string {
  const { tokens, groups } = lexer.tokenize(text);
  const first = [...tokens, ...groups['comments'] ?? []].find(({ startOffset }) => startOffset === 0);
  if (first !== undefined) return `${first.tokenType.name} ${first.image.length}`;
  return `Blank ${tokens[0]?.startOffset ?? text.length}`;
}

/** What follows decides which of the tokens that begin alike it is. */
const rests = ['', '5', '55', 'x', '\u00e9', '"', '\'', '`', '=', '>', '&', '|', '.', '.5', '%', '1-02-03', '026-01-02', '026-01-02T10:00Z', '/1/2026', '.1.2026', ':30', 'x\u201d', '$5', '1%', '/', '*'];

test('every character, whatever follows it, begins the token that the patterns say', () => {
  for (let code = 0; code <= 0xffff; code += code < 0x300 ? 1 : 17) {
    const character = String.fromCharCode(code);
    for (const rest of rests) {
      const text = character + rest;
      if (firstByLexer(text) !== firstByPatterns(text)) expect.fail(`${JSON.stringify(text)}: ${firstByLexer(text)} instead of ${firstByPatterns(text)}`);
    }
  }
});

test('also each sign beyond those that names and punctuation of other languages are made of', () => {
  for (const character of '\u02af\u0370\u1680\u1fff\u2000\u200a\u2018\u2019\u201c\u201d\u201e\u2013\u2014\u2026\u2028\u202f\u205f\u20a0\u20ac\u20cf\u2212\u2260\u2264\u2265\u3000\u3040\ud7ff\ud800\uf900\ufdff\ufeff\uffff') {
    for (const rest of rests) expect(firstByLexer(character + rest)).toBe(firstByPatterns(character + rest));
  }
});
