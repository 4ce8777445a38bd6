import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { sha256 } from '../../compiler/plan/sha256.ts';

test('agrees with Node about texts of every length up to three blocks, and about letters of many bytes', () => {
  const texts = Array.from({ length: 200 }, (_, length) => 'abcdefg'.repeat(30).slice(0, length));
  for (const text of [...texts, 'größe', '\u{1F600}'.repeat(50), 'x'.repeat(100_000)]) expect(sha256(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
});
