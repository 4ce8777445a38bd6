// Builds the extension and packs it into one .vsix: `npm run package`.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildExtension } from './build.mjs';

const folder = fileURLToPath(new URL('..', import.meta.url));
export const vsix = join(folder, 'mql.vsix');

/** The packer of the editor tests where it is installed, else npm fetches it. */
export async function packExtension() {
  await buildExtension();
  const installed = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'mql-editors/node_modules/@vscode/vsce/vsce');
  const given = ['package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', vsix];
  if (existsSync(installed)) execFileSync(process.execPath, [installed, ...given], { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  else execFileSync('npx', ['--yes', '@vscode/vsce@4.1.0', ...given], { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  return vsix;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await packExtension();
