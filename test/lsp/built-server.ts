/** The language server as one bundle, made once for all protocol tests of a run. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
let built: Promise<string> | undefined;

/** The path of a script that serves over its standard streams. */
export function buildLanguageServer(): Promise<string> {
  return built ??= languageServerOf(root);
}

/** As `mql lsp` serves. */
const contents = "import { serveWithSolver } from './lsp/with-solver.ts'; serveWithSolver();";

/** The same, of the sources in a folder. */
export async function languageServerOf(sources: string): Promise<string> {
  const folder = `${sources}/.cache/test-language-server-${process.pid}`;
  mkdirSync(folder, { recursive: true });
  await build({
    absWorkingDir: sources,
    stdin: { contents, resolveDir: sources, loader: 'ts' },
    outfile: `${folder}/server.cjs`, bundle: true, format: 'cjs', platform: 'node', target: 'node22', logLevel: 'error', external: ['prettier', 'z3-solver'],
  });
  return `${folder}/server.cjs`;
}
