/**
 * The job of GitLab and the composite action of GitHub, run line by line as their runners do: in a repository with a base and a
 * change, with the package as it is published, and with the host's interface served on this machine.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';

let folder: string;
let repository: string;
let base: string;
/** What npm takes in place of a version: the package packed here. */
let version: string;
let server: Server;
let calls: { readonly request: string; readonly body: string }[];

const before = 'fit:\n  employees 50.. +20\n\nintent:\n  webinar +10\n\nmql when score > 20\n\ntest "a big one":\n  given employees 60\n  given webinar 1d ago\n  expect mql\n';

function git(...parameters: string[]): string {
  return execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.net', ...parameters], { cwd: repository, encoding: 'utf8' }).trim();
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mql-review-jobs-'));
  repository = join(folder, 'repository');
  mkdirSync(repository);
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { stdio: ['ignore', 'pipe', 'pipe'] });
  version = `file:${join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz'))!)}`;
  git('init', '-q');
  writeFileSync(join(repository, 'crm.mql'), before);
  git('add', 'crm.mql');
  git('commit', '-q', '-m', 'rules');
  base = git('rev-parse', 'HEAD');
  writeFileSync(join(repository, 'crm.mql'), before.replace('score > 20', 'score > 25').replace('webinar +10', 'webinar +15'));
  git('commit', '-q', '-a', '-m', 'webinars are worth more');
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(async () => {
  calls = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => { body += chunk.toString(); });
    request.on('end', () => {
      calls.push({ request: `${request.method} ${request.url}`, body });
      response.setHeader('Content-Type', 'application/json');
      response.end(request.method === 'GET' ? '[]' : '{}');
    });
  });
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
});

afterEach(() => { server.close(); });

const address = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** A script as a runner gives it to bash: it ends at the first line that fails. */
async function bash(script: string, variables: Readonly<Record<string, string>>): Promise<{ readonly status: number | null; readonly output: string }> {
  // Nothing of the job that runs this test may speak for the job that is tested.
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(CI|GITHUB|GITLAB|MQL)(_|$)/.test(name)));
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], { cwd: repository, env: { ...own, ...variables } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => { output += bytes.toString('utf8'); });
  const status = await new Promise<number | null>((done) => { child.on('close', done); });
  return { status, output };
}

/** What the review of the change says, whoever asks for it. */
function expectReview(review: string): void {
  expect(review).toContain('| definitions | ✅ passed | 1 file checked: no problems |');
  expect(review).toContain('| tests | ✅ passed | 1 test: all pass |');
  expect(review).toContain('score > 20 → score > 25');
}

test('the job of GitLab reviews a merge request, and leaves a note and its artifacts', async () => {
  const job = (parse(readFileSync('action/gitlab.yml', 'utf8')) as { 'mql-review': { variables: Record<string, unknown>; script: string[]; artifacts: { paths: string[] } } })['mql-review'];
  const variables = {
    ...Object.fromEntries(Object.entries(job.variables).map(([name, value]) => [name, String(value)])), CI: 'true', GITLAB_CI: 'true', npm_config_prefix: join(folder, 'global'),
    PATH: `${join(folder, 'global/bin')}:${process.env['PATH']}`, MQL_VERSION: version, CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
    CI_API_V4_URL: `${address()}/api/v4`, CI_PROJECT_ID: '12', CI_MERGE_REQUEST_IID: '3',
  };
  const { status, output } = await bash(job.script.join('\n'), { ...variables, MQL_TOKEN: 'not-a-token' });
  expect(output).toContain('posted the review');
  expect(status).toBe(0);
  expect(calls.map(({ request }) => request)).toEqual(['GET /api/v4/projects/12/merge_requests/3/notes?per_page=100&page=1', 'POST /api/v4/projects/12/merge_requests/3/notes']);
  for (const path of job.artifacts.paths) expect(existsSync(join(repository, path))).toBe(true);
  const review = readFileSync(join(repository, 'mql-review.md'), 'utf8');
  expectReview(review);
  expect((JSON.parse(calls[1]!.body) as { body: string }).body).toBe(review);

  // Without a token the job reviews all the same, and what fails the review fails the job, behind the note.
  const failing = await bash(job.script.slice(1).join('\n'), { ...variables, MQL_FAIL_ON: 'any' });
  expect(failing.status).toBe(1);
  expect(calls).toHaveLength(2);
});

test('the action of GitHub reviews a pull request, and leaves a comment', async () => {
  const { inputs, runs } = parse(readFileSync('action/action.yml', 'utf8')) as {
    inputs: Record<string, { default: string }>; runs: { steps: { id?: string; run?: string; env?: Record<string, string> }[] };
  };
  const values: Record<string, string> = { 'runner.temp': folder, 'github.token': 'not-a-token', 'github.event.pull_request.number': '7', "github.event.pull_request.base.sha || ''": base };
  const filled = (text: string): string => text.replaceAll(/\$\{\{ (.*?) \}\}/g, (_all, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`this test gives no value to ${name}`);
    return value;
  });
  for (const [name, input] of Object.entries(inputs)) values[`inputs.${name}`] = name === 'version' ? version : filled(input.default);
  const outputs = join(folder, 'outputs');
  writeFileSync(outputs, '');
  for (const { run, env = {} } of runs.steps) {
    if (run === undefined) continue;
    const { status, output } = await bash(run, {
      CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_OUTPUT: outputs, GITHUB_ACTION_PATH: join(process.cwd(), 'action'), GITHUB_API_URL: address(), GITHUB_REPOSITORY: 'some/where',
      ...Object.fromEntries(Object.entries(env).map(([name, value]) => [name, filled(value)])),
    });
    expect(status, output).toBe(0);
  }
  expect(readFileSync(outputs, 'utf8')).toBe(`report=${folder}/mql-review.md\nsarif=${folder}/mql.sarif\n`);
  expect(JSON.parse(readFileSync(join(folder, 'mql.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
  expectReview(readFileSync(join(folder, 'mql-review.md'), 'utf8'));
  expect(calls.map(({ request }) => request)).toEqual(['GET /repos/some/where/issues/7/comments?per_page=100&page=1', 'POST /repos/some/where/issues/7/comments']);
});
