/** Small pieces of English that messages are made of. */

/** "`a`, `b` or `c`" */
export function either(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  if (quoted.length <= 1) return quoted.join('');
  return `${quoted.slice(0, -1).join(', ')} or ${quoted[quoted.length - 1]}`;
}

/** "did you mean `a` or `b`?", or nothing where nothing is near. */
export function didYouMean(nearest: readonly string[]): string | undefined {
  return nearest.length === 0 ? undefined : `did you mean ${either(nearest)}?`;
}
