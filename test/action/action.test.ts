import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { marked, type Tokens } from 'marked';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('../..', import.meta.url));
const action = join(root, 'action');
const mql = `${process.execPath} --no-warnings ${join(root, 'cli/main.ts')}`;
const repository = mkdtempSync(join(tmpdir(), 'mql-action-'));
const plain = { ...process.env, GITHUB_ACTIONS: '', MQL: mql, MQL_REPORT: join(repository, 'review.md'), MQL_SARIF: join(repository, 'mql.sarif') };

const before = 'fit: employees 50.. +20\nintent: webinar +10\n\nmql when score > 20\n\ntest "a big one":\n  given employees 60\n  given webinar 1d ago\n  expect mql\n';

function git(...parameters: string[]): string {
  return execFileSync('git', ['-C', repository, '-c', 'user.name=A', '-c', 'user.email=a@example.net', '-c', 'core.hooksPath=/dev/null', ...parameters], { encoding: 'utf8' });
}

function write(name: string, text: string): void {
  writeFileSync(join(repository, name), text);
}

function review(more: Record<string, string> = {}): { readonly status: number | null; readonly report: string } {
  const { status } = spawnSync('bash', [join(action, 'review.sh')], { cwd: repository, env: { ...plain, MQL_BASE: 'HEAD', ...more }, encoding: 'utf8' });
  return { status, report: readFileSync(plain.MQL_REPORT, 'utf8') };
}

beforeAll(() => {
  git('init', '-q');
  write('crm.mql', before);
  execFileSync(process.execPath, ['--no-warnings', join(root, 'cli/main.ts'), 'fmt', join(repository, 'crm.mql')]);
  git('add', 'crm.mql');
  git('commit', '-q', '-m', 'rules');
});
afterAll(() => { rmSync(repository, { recursive: true }); });

/** As a renderer of GitHub's Markdown takes it apart: nothing of a table or a fold is left over as text, and each row has all its cells. */
function expectWell(report: string): void {
  const tokens = marked.lexer(report, { gfm: true });
  expect(tokens.filter(({ type }) => !['html', 'heading', 'table', 'paragraph', 'code', 'space'].includes(type))).toEqual([]);
  for (const token of tokens) {
    if (token.type === 'paragraph') expect(token.raw).not.toMatch(/^\||<\/?details/m);
    if (token.type === 'table') for (const row of (token as Tokens.Table).rows) expect(row).toHaveLength((token as Tokens.Table).header.length);
  }
  const html = tokens.filter(({ type }) => type === 'html').map(({ raw }) => raw).join('');
  expect(html.match(/<details/g)?.length).toBe(html.match(/<\/details>/g)?.length);
}

describe('the review of a repository', () => {
  it('says that nothing changed', () => {
    const { status, report } = review();
    expect(report).toContain('| definitions | ✅ passed | 1 file checked: no problems |');
    expect(report).toContain('| tests | ✅ passed | 1 test: all pass |');
    expect(report).toContain('| changes | ✅ passed | no definition changed its meaning |');
    expect(status).toBe(0);
  });

  it('says what a change means, and fails on what it is asked to', () => {
    write('crm.mql', readFileSync(join(repository, 'crm.mql'), 'utf8').replace('score > 20', 'score > 25'));
    const { status, report } = review();
    expect(report.startsWith('<!-- mql-review -->\n## MQL review\n')).toBe(true);
    expect(report).toContain('score > 20 → score > 25');
    // Points come in tens, so that no lead lies between.
    expect(report).toContain('**Proved:** the same result for every lead that could exist.');
    expect(report).toContain('| changes | ✅ passed | 1 definition changed |');
    expect(report).toContain('Against `HEAD`:');
    expect(status).toBe(0);
    write('crm.mql', readFileSync(join(repository, 'crm.mql'), 'utf8').replace('score > 25', 'score > 30'));
    const lost = review({ MQL_FAIL_ON: 'stage-lost' });
    expect(lost.report).toContain('| changes | ❌ **failed** | 1 definition changed, which `fail-on: stage-lost` does not let pass |');
    expect(lost.report).toContain('| mql is lost |');
    expect(lost.report).toContain('failed by `--fail-on stage-lost`: crm.mql: not every lead that could exist is proved to keep its stages');
    expect(lost.report).toContain('| tests | ❌ **failed** | 1 test: 1 fails, 0 pass |');
    expectWell(lost.report);
    expect(lost.status).toBe(1);
  });

  it('reads well whatever stands in the rules: what the change means first, then what failed', () => {
    const good = readFileSync(join(repository, 'crm.mql'), 'utf8');
    write('crm.mql', good.replace('employees 50.. +20', 'title contains "a|b`c` <details>" +1 | "*x*" +2\n  employees 50.. +20').replace(/score > \d+/, 'score > 70'));
    const { report } = review();
    expectWell(report);
    const headings = marked.lexer(report).filter(({ type }) => type === 'heading').map((heading) => (heading as Tokens.Heading).text);
    expect(headings).toEqual(['MQL review', '`crm.mql`']);
    expect(report.indexOf('### `crm.mql`')).toBeLessThan(report.indexOf('What failed: tests'));
    // What is added is said once.
    const changes = marked.lexer(report).filter(({ type }) => type === 'table')[1] as Tokens.Table;
    const added = changes.rows.find(([kind]) => kind!.text === 'added')!;
    expect(added[1]!.text).toBe('rule');
    expect(added[3]!.text).toContain('a|b`c` <details>');
    write('crm.mql', good);
  });

  it('says that there are no definitions, and gives code scanning an empty log', () => {
    const { status, report } = review({ MQL_FILES: 'nothing/*.mql' });
    expect(report).toContain('There are no definitions.');
    expect(JSON.parse(readFileSync(plain.MQL_SARIF, 'utf8'))).toMatchObject({ version: '2.1.0', runs: [{ results: [] }] });
    expect(status).toBe(0);
  });

  it('shows diagnostics, also as SARIF', () => {
    write('crm.mql', 'fit: emploiees 50.. +20\nmql when score > 20\n');
    const { status, report } = review();
    expect(report).toContain('| definitions | ❌ **failed** | 1 file checked: 1 error');
    expectWell(report);
    expect(report).toContain('emploiees');
    expect(JSON.parse(readFileSync(plain.MQL_SARIF, 'utf8')).runs[0].results.length).toBeGreaterThan(0);
    expect(status).toBe(1);
    git('checkout', '-q', '--', 'crm.mql');
  });
});

interface Call { readonly method: string; readonly url: string; readonly body: { readonly body?: string }; readonly headers: IncomingMessage['headers'] }

/** Posts against a server on this machine that has these comments. */
async function post(comments: unknown[], more: (port: number) => Record<string, string>): Promise<{ readonly calls: readonly Call[]; readonly status: number | null }> {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => { body += chunk.toString(); });
    request.on('end', () => {
      calls.push({ method: request.method!, url: request.url!, body: body === '' ? {} : JSON.parse(body) as Call['body'], headers: request.headers });
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(request.method === 'GET' ? comments : {}));
    });
  });
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  write('report.md', '<!-- mql-review -->\nthe review\n');
  const env = { PATH: process.env['PATH'], MQL_REPORT: join(repository, 'report.md'), MQL_TOKEN: 'not-a-token', ...more((server.address() as AddressInfo).port) };
  const child = spawn(process.execPath, [join(action, 'post-comment.mjs')], { env });
  const status = await new Promise<number | null>((done) => { child.on('exit', done); });
  server.close();
  return { calls, status };
}

describe('the comment', () => {
  const github = (port: number): Record<string, string> => ({ GITHUB_API_URL: `http://127.0.0.1:${port}`, GITHUB_REPOSITORY: 'some/where', MQL_PULL_REQUEST: '7' });

  it('is posted where there is none', async () => {
    const { calls, status } = await post([{ id: 1, body: 'nice' }], github);
    expect(calls.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /repos/some/where/issues/7/comments?per_page=100&page=1', 'POST /repos/some/where/issues/7/comments']);
    expect(calls[1]!.body.body).toBe('<!-- mql-review -->\nthe review\n');
    expect(calls[1]!.headers.authorization).toBe('Bearer not-a-token');
    expect(status).toBe(0);
  });

  it('is updated in place', async () => {
    const { calls } = await post([{ id: 1, body: 'nice' }, { id: 5, body: '<!-- mql-review -->\nold' }], github);
    expect(calls.map(({ method, url }) => `${method} ${url}`)[1]).toBe('PATCH /repos/some/where/issues/comments/5');
    const same = await post([{ id: 5, body: '<!-- mql-review -->\nthe review\n' }], github);
    expect(same.calls.length).toBe(1);
  });

  it('is a note of a merge request on GitLab', async () => {
    const { calls } = await post([{ id: 9, body: '<!-- mql-review -->\nold' }], (port) => ({ CI_API_V4_URL: `http://127.0.0.1:${port}/api/v4`, CI_PROJECT_ID: '12', CI_MERGE_REQUEST_IID: '3' }));
    expect(calls.map(({ method, url }) => `${method} ${url}`)[1]).toBe('PUT /api/v4/projects/12/merge_requests/3/notes/9');
    expect(calls[1]!.headers['private-token']).toBe('not-a-token');
  });

  it('says what is missing', async () => {
    expect((await post([], () => ({}))).status).toBe(1);
  });
});

describe('git', () => {
  it('a commit with a mistake is refused, by what is staged', () => {
    const hooks = join(repository, '.git', 'hooks');
    cpSync(join(action, 'pre-commit'), join(hooks, 'pre-commit'));
    const commit = (): number | null => spawnSync('git', ['-C', repository, '-c', 'user.name=A', '-c', 'user.email=a@example.net', 'commit', '-q', '-m', 'x'], { env: plain }).status;
    const good = readFileSync(join(repository, 'crm.mql'), 'utf8');
    write('crm.mql', good.replace('employees', 'emploiees'));
    git('add', 'crm.mql');
    write('crm.mql', good);
    expect(commit()).not.toBe(0);
    write('crm.mql', good.replace('+20', '+25'));
    git('add', 'crm.mql');
    expect(commit()).toBe(0);
  });

  it('a diff reads in words', () => {
    write('.gitattributes', '*.mql diff=mql\n');
    const shown = execFileSync('git', ['-C', repository, '-c', `diff.mql.textconv=${join(action, 'textconv.sh')}`, 'diff', 'HEAD~1', '--', 'crm.mql'], { env: plain, encoding: 'utf8' });
    expect(shown).toMatch(/^-.*\+20/m);
    expect(shown).toMatch(/^\+.*\+25/m);
    expect(shown).toContain('employees');
    expect(shown).toContain('**Version:**');
  });

  it('a diff of a definition that uses another file shows both versions as they are, since git gives the old one alone', () => {
    write('names.mql', 'vocabulary:\n  lead seats number\n');
    write('seats.mql', 'use "names.mql"\n\nfit:\n  seats 50.. +20\n\nmql when score > 10\n');
    git('add', '-A');
    git('commit', '-q', '-m', 'seats');
    write('seats.mql', readFileSync(join(repository, 'seats.mql'), 'utf8').replace('> 10', '> 15'));
    const shown = execFileSync('git', ['-C', repository, '-c', `diff.mql.textconv=${join(action, 'textconv.sh')}`, 'diff', '--', 'seats.mql'], { env: plain, encoding: 'utf8' });
    expect(shown.split('\n').filter((line) => /^[-+](?![-+])/.test(line))).toEqual(['-mql when score > 10', '+mql when score > 15']);
  });
});

it('what the action and the template name is there', () => {
  const { runs, inputs } = parse(readFileSync(join(action, 'action.yml'), 'utf8')) as {
    runs: { steps: { if?: string; uses?: string; run?: string; with?: Record<string, string>; env?: Record<string, string> }[] }; inputs: Record<string, { default?: string }>;
  };
  // Code scanning is asked for, since it takes a permission that not every job has; what is uploaded is what the review wrote.
  const upload = runs.steps.find(({ uses }) => uses?.startsWith('github/codeql-action/upload-sarif@') === true)!;
  expect(upload.if).toContain("inputs.upload-sarif == 'true'");
  expect(upload.with!['sarif_file']).toBe('${{ steps.review.outputs.sarif }}');
  expect(inputs['upload-sarif']!.default).toBe('false');
  const text = JSON.stringify(runs);
  for (const [, name] of text.matchAll(/inputs\.([a-z-]+)/g)) expect(Object.keys(inputs)).toContain(name);
  for (const [, file] of text.matchAll(/GITHUB_ACTION_PATH\/([a-z.-]+)/g)) expect(readFileSync(join(action, file!), 'utf8').length).toBeGreaterThan(0);
  const template = readFileSync(join(action, 'gitlab.yml'), 'utf8');
  expect(Object.keys(parse(template) as object)).toEqual(['mql-review']);
  for (const [, file] of template.matchAll(/mql\/action\/([a-z.-]+)/g)) expect(readFileSync(join(action, file!), 'utf8').length).toBeGreaterThan(0);
});
