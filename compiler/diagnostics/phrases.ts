/** Small pieces of English that messages are made of. */

/** A grid has up to thousands of labels: more names than these are counted. */
const mostNames = 12;

/** "`a`, `b` or `c`"; of many names the first, and how many there are besides: "`a`, `b`, `c` or one of 99 others" */
export function either(names: readonly string[]): string {
  const shown = names.length > mostNames ? names.slice(0, mostNames - 2) : names;
  const quoted = shown.map((name) => `\`${name}\``);
  if (shown.length < names.length) return `${quoted.join(', ')} or one of ${names.length - shown.length} others`;
  if (quoted.length <= 1) return quoted.join('');
  return `${quoted.slice(0, -1).join(', ')} or ${quoted[quoted.length - 1]}`;
}

/** "did you mean `a` or `b`?", or nothing where nothing is near. */
export function didYouMean(nearest: readonly string[]): string | undefined {
  return nearest.length === 0 ? undefined : `did you mean ${either(nearest)}?`;
}
