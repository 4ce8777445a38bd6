// VS Code's own server with folders of its own, and Chromium to show it. Everything ends with `close`.
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import net from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');
export const tools = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'mql-editors');
const server = join(tools, 'node_modules/code-server/lib/vscode/out/server-main.js');
const requireTool = createRequire(join(tools, 'package.json'));

const settings = {
  'workbench.startupEditor': 'none', 'telemetry.telemetryLevel': 'off', 'extensions.autoUpdate': false, 'extensions.autoCheckUpdates': false,
  'security.workspace.trust.enabled': false, 'chat.disableAIFeatures': true, 'workbench.tips.enabled': false, 'window.commandCenter': false,
  'editor.accessibilitySupport': 'off', 'workbench.secondarySideBar.defaultVisibility': 'hidden', 'editor.minimap.enabled': false,
  'workbench.layoutControl.enabled': false, 'files.autoSave': 'off', 'testing.automaticallyOpenTestResults': 'neverOpen', 'editor.stickyScroll.enabled': false,
};

/**
 * @param {{ workspace: (folder: string) => void, settings?: object, environment?: object, vsix?: string, testDriver?: boolean }} options
 *   `workspace` fills the folder that is opened
 */
export async function startVsCode({ workspace, settings: own = {}, environment = {}, vsix, testDriver = false }) {
  const work = mkdtempSync(join(tmpdir(), 'mql-editor-'));
  const [data, folder, extensions] = [join(work, 'data'), join(work, 'workspace'), join(work, 'extensions')];
  for (const each of [join(data, 'User'), join(data, 'Machine'), folder, extensions]) mkdirSync(each, { recursive: true });
  writeFileSync(join(data, 'User/settings.json'), JSON.stringify({ ...settings, ...own }));
  // In a browser the user's settings live in the browser; those of the machine are read from here.
  writeFileSync(join(data, 'Machine/settings.json'), JSON.stringify({ ...settings, ...own }));
  workspace(folder);

  const env = { ...process.env, HOME: work, XDG_CONFIG_HOME: join(work, '.config'), XDG_DATA_HOME: join(work, '.local'), ...environment };
  for (const name of Object.keys(env)) if (name.startsWith('VSCODE_')) delete env[name];
  env.PATH = `${dirname(process.execPath)}:${env.PATH}`;
  const folders = ['--accept-server-license-terms', '--server-data-dir', data, '--user-data-dir', data, '--extensions-dir', extensions];
  const node = join(tools, 'node_modules/.bin/node');
  if (vsix !== undefined) execFileSync(node, [server, ...folders, '--install-extension', vsix], { env, stdio: ['ignore', 'ignore', 'inherit'] });

  const port = await freePort();
  const logPath = join(work, 'server.log');
  const log = openSync(logPath, 'w');
  const child = spawn(node, [
    server, ...folders, '--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--disable-workspace-trust', '--telemetry-level', 'off',
    '--disable-experiments', ...(testDriver ? ['--enable-smoke-test-driver'] : []),
  ], { env, stdio: ['ignore', log, log], detached: true });
  closeSync(log);
  let browser;
  const close = async () => {
    await browser?.close();
    const ended = new Promise((resolve) => { child.once('exit', resolve); setTimeout(resolve, 5000).unref(); });
    try { process.kill(-child.pid, 'SIGTERM'); } catch { /* it has ended */ }
    await ended;
    rmSync(work, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    await until(() => answers(port), 60_000, 'the server answers');
    browser = await requireTool('playwright-core').chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', env: { ...process.env, HOME: work },
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
        '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost'],
    });
  } catch (error) {
    console.log(readFileSync(logPath, 'utf8').slice(-2000));
    await close();
    throw error;
  }
  return { port, folder, work, browser, close };
}

async function freePort() {
  return new Promise((resolve) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

function answers(port) {
  return new Promise((resolve) => {
    http.get({ host: '127.0.0.1', port, path: '/version' }, (reply) => { reply.resume(); resolve(reply.statusCode === 200); }).on('error', () => resolve(false));
  });
}

/** Looks again and again, for as long as that. */
export async function until(condition, milliseconds, what) {
  const end = Date.now() + milliseconds;
  for (;;) {
    const found = await condition();
    if (found) return found;
    if (Date.now() > end) throw new Error(`not within ${milliseconds / 1000} s: ${what}`);
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
}

/** The workspace of the tests: an example with sample data, and two files that share a vocabulary. */
export function fillWorkspace(folder) {
  const example = join(root, 'examples/mid-market-crm');
  for (const file of ['mid-market-crm.mql', 'tests.mql', 'mql.json', 'leads.csv', 'events.csv']) cpSync(join(example, file), join(folder, file));
  mkdirSync(join(folder, 'shared'));
  writeFileSync(join(folder, 'shared/vocabulary.mql'), 'vocabulary:\n  lead arr money USD from "Annual Revenue"\n\ndefine:\n  enterprise = arr >= $1m\n');
  writeFileSync(join(folder, 'shared/enterprise.mql'),
    'use "vocabulary.mql"\n\nfit:\n  enterprise +60\n  employees 50.. +10\n\nmql when score > 50\n\n'
    + 'test "large":\n  given arr $2m\n  expect mql, fit 60\n\ntest "wrong on purpose":\n  given arr $10k\n  expect mql, fit 60\n');
  writeFileSync(join(folder, 'claims.mql'),
    'fit: country US +10\nmql when score > 5\n\nclaim "from the US":\n  mql implies country US\n\nclaim "of fifty":\n  mql implies employees 50..\n');
  writeFileSync(join(folder, 'broken.mql'), 'fit:\n  employes 50..500 +10\n  country US +20\n\nmql when score > 5\n');
}
