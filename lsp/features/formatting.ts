/** The formatter is loaded when it is first asked for, as Prettier is large. */
import type { Analysis } from '../workspace.ts';

/** `undefined` for a file with mistakes, which is left as it is. */
export async function formattedText(analysis: Analysis): Promise<string | undefined> {
  const { format } = await import('../../grammar/format/format.ts');
  const result = await format(analysis.file.text);
  return 'text' in result ? result.text : undefined;
}
