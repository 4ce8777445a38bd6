/** The TextMate grammar that editors colour with. What it colours is in test/editor/grammar/. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { colouredKeywords, textMateGrammar } from '../../grammar/textmate.ts';
import { keywordTypes } from '../../grammar/tokens.ts';
import { grammarPath, grammarText } from '../../scripts/generate-textmate.ts';

it('colours every keyword somewhere', () => {
  expect([...keywordTypes.keys()].filter((word) => !colouredKeywords().has(word))).toEqual([]);
});

it('is what the extension carries; `npm run grammar` writes it anew', () => {
  expect(readFileSync(grammarPath, 'utf8')).toBe(grammarText());
});

it('includes only what it holds', () => {
  const { patterns, repository } = textMateGrammar();
  expect(patterns.map(({ include }) => include?.slice(1)).sort()).toEqual(Object.keys(repository).sort());
});
