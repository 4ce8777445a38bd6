import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface HouseFile {
  /** From the top of the checkout, with `/`. */
  readonly path: string;
  readonly text: string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const passedOver = new Set(['node_modules', 'dist', 'coverage', 'reports', '.git', '.cache', '.stryker-tmp']);

function filesUnder(folder: string): string[] {
  return readdirSync(`${root}${folder}`, { withFileTypes: true }).flatMap(entry => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return passedOver.has(entry.name) || entry.name.startsWith('dist.') ? [] : filesUnder(path);
    // In a second working tree `.git` is a file.
    return entry.isFile() && !passedOver.has(entry.name) ? [path] : [];
  });
}

const binary = /\.(png|jpe?g|gif|gz|parquet|vsix|tgz|wasm|db|duckdb)$/;

/** Every text file of the checkout that the project wrote. */
export function houseFiles(): readonly HouseFile[] {
  return filesUnder('').filter(path => !binary.test(path)).sort().map(path => ({ path, text: readFileSync(`${root}${path}`, 'utf8') }));
}

export function isCode(path: string): boolean {
  return /\.(ts|mts|mjs|js)$/.test(path);
}

export interface Import {
  /** As written: `./parser.ts`, `node:fs`, `chevrotain`. */
  readonly from: string;
  /** Erased before the code runs. */
  readonly typeOnly: boolean;
  /** `await import('...')`: loaded when it is reached. */
  readonly dynamic: boolean;
}

/** The imports of one file; texts and comments that merely look like one do not begin a line. */
export function importsOf(text: string): readonly Import[] {
  const found: Import[] = [];
  for (const match of text.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^;'"`]*?\sfrom\s+)?'([^'\n]+)';/gm)) {
    found.push({ from: match[2]!, typeOnly: match[1] !== undefined, dynamic: false });
  }
  for (const match of text.matchAll(/\bawait import\('([^'\n]+)'\)|=> import\('([^'\n]+)'\)/g)) {
    found.push({ from: match[1] ?? match[2]!, typeOnly: false, dynamic: true });
  }
  return found;
}

/** The path in the checkout that a relative import of `path` names. */
export function importedPath(path: string, from: string): string {
  const parts = path.split('/').slice(0, -1);
  for (const part of from.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}
