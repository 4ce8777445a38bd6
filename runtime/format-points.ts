/** Points in their shortest decimal form: `75`, `12.5`, `-0.0001`. Takes points as results hold them. Language reference, section 6. */
export function formatPoints(points: number): string {
  // Results have four decimal places and fourteen digits at most, which JavaScript writes without an exponent; `-0` it writes as `0`.
  return String(points);
}

/** The same as people write points in a definition: `+10`, `-2.5`, and `0`. */
export function formatSignedPoints(points: number): string {
  return points > 0 ? `+${formatPoints(points)}` : formatPoints(points);
}
