/** The grammar itself. */
import { expect, test } from 'vitest';
import { DefinitionParser } from '../../grammar/parser.ts';

test('the grammar passes the checks of Chevrotain, which reading skips', () => {
  const parser = new DefinitionParser(false);
  expect(Object.keys(parser.getGAstProductions())).toContain('condition');
});
