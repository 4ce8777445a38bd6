/** A part of a long text keeps all of it alive in common engines, so that each edit would keep a whole file. */
export function detached(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1);
}
