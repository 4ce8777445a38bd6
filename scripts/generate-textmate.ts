// Writes the TextMate grammar of the VS Code extension from the tokens: `npm run grammar`. A test fails when it is out of date.
import { writeFileSync } from 'node:fs';
import { textMateGrammar } from '../grammar/textmate.ts';

export const grammarPath = new URL('../vscode-extension/syntaxes/mql.tmLanguage.json', import.meta.url);

export function grammarText(): string {
  return `${JSON.stringify(textMateGrammar(), undefined, 2)}\n`;
}

if (import.meta.main) writeFileSync(grammarPath, grammarText());
