import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalog } from '../../compiler/diagnostics/catalog.ts';
import { diagnosticPages, diagnosticsOf, needsProof, showsData } from '../../scripts/diagnostic-pages.ts';

const folder = join(import.meta.dirname, '..', '..', 'docs', 'diagnostics');

test('every code stands once', () => {
  const codes = catalog.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
});

test('the pages are what the catalog makes: run `npm run docs`', () => {
  const pages = diagnosticPages();
  expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort());
  for (const [name, text] of pages) expect(readFileSync(join(folder, name), 'utf8'), name).toBe(text);
});

describe.each(catalog.filter((entry) => !showsData(entry) && !needsProof(entry)))('$code $title', (entry) => {
  test('`avoid` gives this diagnostic and no other', () => {
    const codes = diagnosticsOf(entry.avoid).map(({ code, message }) => `${code} ${message}`);
    expect(codes.length, codes.join('\n')).toBeGreaterThan(0);
    expect(codes.filter((code) => !code.startsWith(entry.code))).toEqual([]);
  });

  test('`prefer` gives none', () => {
    expect(diagnosticsOf(entry.prefer).map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  });

  test('its message is written in the style of the house', () => {
    const [diagnostic] = diagnosticsOf(entry.avoid).filter(({ code }) => code === entry.code);
    expect(diagnostic!.message).toMatch(/^[a-z`£$€0-9]/);
    expect(diagnostic!.message).not.toMatch(/\.$/);
    expect(diagnostic!.severity).toBe(entry.severity);
  });
});
