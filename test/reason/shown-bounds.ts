import { mostPoints, type Bounds } from '../../compiler/reason/bounds.ts';

/** `least..most`, in points, `no limit` for an end at the limits of all totals. */
export function shown({ least, most }: Bounds): string {
  const end = (value: number): string => (Math.abs(value) === mostPoints ? 'no limit' : String(value / 10_000));
  return `${end(least)}..${end(most)}`;
}
