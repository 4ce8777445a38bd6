import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { library, type LibraryName } from '../../compiler/emit/js/library.generated.ts';

test('what compiled modules carry is made out of its sources as they are', () => {
  expect(() => execFileSync(process.execPath, ['--no-warnings', 'scripts/generate-library.ts', '--check'], { stdio: 'pipe' })).not.toThrow();
});

test('every piece runs with the pieces that it needs', () => {
  for (const name of Object.keys(library) as LibraryName[]) {
    const needed = new Set<LibraryName>();
    const add = (piece: LibraryName): void => {
      if (needed.has(piece)) return;
      needed.add(piece);
      library[piece].needs.forEach(add);
    };
    add(name);
    const code = (Object.keys(library) as LibraryName[]).filter((piece) => needed.has(piece)).map((piece) => library[piece].code).join('\n');
    expect(() => new Function(`'use strict';\n${code}\nreturn ${name};`)(), name).not.toThrow();
  }
});
