/** Names that a misspelt one may have meant. */

const mostNames = 3;

/**
 * The candidates that are near enough to the name to be proposed: nearest first, at most three, ties in the order given.
 * Case, blanks, `_` and `-` count for nothing; a name that holds the whole of the other (`demo`, `demo_request`) is near.
 */
export function nearest(name: string, candidates: Iterable<string>): string[] {
  const wanted = folded(name);
  const found: { candidate: string; distance: number }[] = [];
  const seen = new Set<string>();
  for (const candidate of candidates) {
    if (seen.has(candidate) || candidate === name) continue;
    seen.add(candidate);
    const distance = nearness(wanted, folded(candidate));
    if (distance !== undefined) found.push({ candidate, distance });
  }
  return found.sort((one, other) => one.distance - other.distance).slice(0, mostNames).map(({ candidate }) => candidate);
}

/** `undefined` for too far to be meant. */
function nearness(wanted: string, candidate: string): number | undefined {
  const limit = Math.max(1, Math.floor(Math.max(wanted.length, candidate.length) * 0.4));
  const distance = editDistance(wanted, candidate, limit);
  if (distance <= limit && distance < Math.max(wanted.length, candidate.length)) return distance;
  const [shorter, longer] = wanted.length < candidate.length ? [wanted, candidate] : [candidate, wanted];
  return shorter.length >= 4 && longer.includes(shorter) ? limit + 1 : undefined;
}

function folded(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '');
}

/**
 * How many letters must be put in, left out, changed, or swapped with their neighbour to make one text of the other
 * (optimal string alignment). Anything above the limit comes back as `limit + 1`.
 */
export function editDistance(one: string, other: string, limit: number = Number.MAX_SAFE_INTEGER): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    let smallest = row;
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      let cost = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1));
      // Before the first letter there is none: no two of them are the same.
      if (one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        cost = Math.min(cost, beforeLast[column - 2]! + 1);
      }
      current.push(cost);
      smallest = Math.min(smallest, cost);
    }
    if (smallest > limit) return limit + 1;
    beforeLast = last;
    last = current;
  }
  return Math.min(last[other.length]!, limit + 1);
}
