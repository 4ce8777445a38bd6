/** The first points of a rule, one more; where no rule has points, the first number of a comparison. */
export function onePointMore(text: string): string {
  const more = (pattern: RegExp): string => text.replace(pattern, (_whole, before: string, points: string) => `${before}${Number(points) + 1}`);
  const changed = more(/^([^#\n]*\s\+)(\d+)(?=\s|$)/m);
  return changed === text ? more(/^([^#"\n]*(?:[<>]=?\s|\.\.|\s))(\d+)(?=[\s,)\].]|$)/m) : changed;
}
