import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sourceFile } from '../../compiler/source/source-file.ts';
import type { SourceFile } from '../../compiler/source/source-file.ts';

export const examplesFolder = fileURLToPath(new URL('../../examples/', import.meta.url));

export interface Example {
  /** Under `examples/`, such as `real-data/relax`. */
  readonly name: string;
  readonly folder: string;
  /** The `.mql` files in it that are definitions; the others are files of tests. */
  readonly definitions: readonly string[];
  readonly testFiles: readonly string[];
}

/** Every folder under `examples/` that holds a definition. */
export function examples(): readonly Example[] {
  return foldersUnder('').flatMap(name => {
    const folder = join(examplesFolder, name);
    const files = readdirSync(folder).filter(file => file.endsWith('.mql')).sort();
    if (files.length === 0) return [];
    const testFiles = files.filter(file => file.startsWith('tests'));
    return [{ name, folder, testFiles, definitions: files.filter(file => !testFiles.includes(file)) }];
  });
}

function foldersUnder(name: string): string[] {
  return readdirSync(join(examplesFolder, name), { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => (name === '' ? entry.name : `${name}/${entry.name}`))
    .flatMap(folder => [folder, ...foldersUnder(folder)])
    .sort();
}

/** Reads what `use` names, from the disk. */
export function sourcesFromDisk(path: string): SourceFile | undefined {
  return existsSync(path) ? sourceFile(path, readFileSync(path, 'utf8')) : undefined;
}

/** The definition that a file of tests uses. */
export function definitionUsedBy(testFile: string): string {
  const used = /^use "([^"]+)"/m.exec(readFileSync(testFile, 'utf8'))?.[1];
  if (used === undefined) throw new Error(`${testFile} uses no definition`);
  return resolve(dirname(testFile), used);
}
