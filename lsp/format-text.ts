/** The formatter, loaded when it is first asked for: the server starts without it. */
export async function formatText(text: string): Promise<string | undefined> {
  const { format } = await import('../grammar/format/format.ts');
  const result = await format(text);
  return 'text' in result ? result.text : undefined;
}
