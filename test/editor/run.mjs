// All tests in editors that nobody here wrote: `npm run test:editors`. The last line is the sum of the suites'. What they need is
// installed first, where it is not there yet.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillWorkspace, root, tools } from './vscode/start-vscode.mjs';

const minutes = 60_000;

function inWorkspace(run) {
  const folder = mkdtempSync(join(tmpdir(), 'mql-editor-'));
  try {
    fillWorkspace(folder);
    return run({ ...process.env, HOME: folder, MQL_NODE: process.execPath, MQL_SCRIPT: join(root, 'dist/mql.js'), MQL_WORKSPACE: folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(command, given, env = process.env) {
  const { stdout, stderr, status, error } = spawnSync(command, given, { cwd: root, env, encoding: 'utf8', timeout: 15 * minutes, killSignal: 'SIGKILL', maxBuffer: 1e8 });
  return { text: `${stdout ?? ''}${stderr ?? ''}`, isWell: status === 0 && error === undefined };
}

const suites = {
  'colours (vscode-tmgrammar-test)': () => {
    const tester = join(tools, 'node_modules/vscode-tmgrammar-test/dist/unit.js');
    const { text, isWell } = run(process.execPath, [tester, '-g', 'vscode-extension/syntaxes/mql.tmLanguage.json', 'test/editor/grammar/*.mql']);
    return { text: `${text}\n${isWell ? '1 passed, 0 failed' : '0 passed, 1 failed'}\n`, isWell };
  },
  'VS Code, extension host in Node': () => run(process.execPath, ['test/editor/vscode/run-host.mjs']),
  'VS Code, extension host in a web worker': () => run(process.execPath, ['test/editor/vscode/run-host.mjs', '--web']),
  'VS Code, through the screen': () => run(process.execPath, ['test/editor/vscode/screen.mjs']),
  Neovim: () => inWorkspace((env) => run('nvim', ['--headless', '--clean', '-u', 'NONE', '+luafile test/editor/neovim.lua'], env)),
  Emacs: () => inWorkspace((env) => run('emacs', ['-q', '--batch', '-l', 'test/editor/emacs.el'], env)),
  'the page in a browser': () => run(process.execPath, ['test/editor/browser-page.mjs']),
};

const installed = spawnSync('bash', [join(root, 'test/editor/install-editors.sh')], { stdio: 'inherit', timeout: 30 * minutes });
let [passed, failed] = [0, 0];
if (installed.status !== 0) {
  console.log('the editors could not be installed');
  failed += 1;
} else {
  const built = run(process.execPath, ['scripts/build.mjs']);
  if (!built.isWell) console.log(built.text);
  for (const [name, suite] of Object.entries(suites)) {
    console.log(`\n--- ${name}`);
    const { text, isWell } = suite();
    process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
    const counts = [...text.matchAll(/^(\d+) passed, (\d+) failed\s*$/gm)].at(-1);
    passed += Number(counts?.[1] ?? 0);
    failed += counts === undefined ? 1 : Math.max(Number(counts[2]), isWell ? 0 : 1);
  }
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
