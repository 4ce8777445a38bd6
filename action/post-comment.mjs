/**
 * Posts the review on a pull request of GitHub or a merge request of GitLab: in one comment, found by its first line and
 * updated in place. Where it is, is told by the variables that both set in every job.
 */
import { readFileSync } from 'node:fs';

const marker = '<!-- mql-review -->';
const mostCharacters = 60_000;
const { env } = process;

function required(name) {
  const value = env[name];
  if (value === undefined || value === '') throw new Error(`the variable ${name} is not set`);
  return value;
}

/** Where comments are listed and made, where one is changed, and how. */
function host() {
  const token = required('MQL_TOKEN');
  if (env.CI_MERGE_REQUEST_IID) {
    const notes = `${required('CI_API_V4_URL')}/projects/${encodeURIComponent(required('CI_PROJECT_ID'))}/merge_requests/${env.CI_MERGE_REQUEST_IID}/notes`;
    return { list: notes, one: (id) => `${notes}/${id}`, change: 'PUT', headers: { 'PRIVATE-TOKEN': token } };
  }
  const repository = `${required('GITHUB_API_URL')}/repos/${required('GITHUB_REPOSITORY')}/issues`;
  return {
    list: `${repository}/${required('MQL_PULL_REQUEST')}/comments`, one: (id) => `${repository}/comments/${id}`, change: 'PATCH',
    headers: { Authorization: `Bearer ${token}`, Accept: 'application/vnd.github+json', 'X-GitHub-Api-Version': '2022-11-28' },
  };
}

async function call(url, method, headers, body) {
  const response = await fetch(url, {
    method, headers: { ...headers, 'Content-Type': 'application/json', 'User-Agent': 'mql-review' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
  return response.json();
}

async function findComment({ list, headers }) {
  for (let page = 1; page <= 50; page += 1) {
    const comments = await call(`${list}?per_page=100&page=${page}`, 'GET', headers);
    const found = comments.find(({ body }) => typeof body === 'string' && body.startsWith(marker));
    if (found !== undefined || comments.length < 100) return found;
  }
  return undefined;
}

function text() {
  const report = readFileSync(required('MQL_REPORT'), 'utf8');
  const whole = report.startsWith(marker) ? report : `${marker}\n${report}`;
  return whole.length <= mostCharacters ? whole : `${whole.slice(0, mostCharacters)}\n\n(The rest is left out: it is longer than a comment may be.)\n`;
}

try {
  const place = host();
  const body = text();
  const present = await findComment(place);
  if (present === undefined) await call(place.list, 'POST', place.headers, { body });
  else if (present.body !== body) await call(place.one(present.id), place.change, place.headers, { body });
  console.log(present === undefined ? 'posted the review' : 'updated the review');
} catch (problem) {
  console.error(`the review could not be posted: ${problem.message}`);
  process.exitCode = 1;
}
