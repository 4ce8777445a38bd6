/** Points, and what they can come to, in words. */
import type { Bounds } from '../../compiler/reason/points-range.ts';
import { mostPoints } from '../../compiler/reason/points-range.ts';

/** Ten-thousandths as people write points. */
export function pointsText(points: number): string {
  return String(points / 10_000);
}

/** "from 0 to 60", "at least -20", or that nothing limits it. */
export function boundsText({ least, most }: Bounds): string {
  const low = least <= -mostPoints ? undefined : pointsText(least);
  const high = most >= mostPoints ? undefined : pointsText(most);
  if (low === undefined && high === undefined) return 'any number of points';
  if (low === undefined) return `at most ${high}`;
  if (high === undefined) return `${low} or more`;
  return low === high ? `always ${low}` : `from ${low} to ${high}`;
}

/** The same with the word "points": "from 0 to 60 points", "0 points or more". */
export function boundsInPoints(bounds: Bounds): string {
  const text = boundsText(bounds);
  if (text.endsWith('points')) return text;
  return text.endsWith(' or more') ? text.replace(' or more', ' points or more') : `${text} points`;
}
