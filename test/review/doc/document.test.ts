import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { documentOf } from '../../../review/doc/document.ts';
import { renderHtml } from '../../../review/doc/render-html.ts';
import { renderMarkdown } from '../../../review/doc/render-markdown.ts';
import { ruleWords } from '../../../review/words/words-of-conditions.ts';
import { definitionOf } from '../../check-text.ts';

/** The words of the one rule of a section. */
function words(rule: string, settings = ''): string {
  const definition = definitionOf(`intent${settings}:\n  ${rule}\nmql when demo_request\n`);
  const section = definition.scores[0]!;
  if (section.kind !== 'section') throw new Error('no section');
  const { what, pays, limits } = ruleWords(section.rules[0]!, { timezone: definition.timezone });
  return [what, pays.join('; '), limits.join('; ')].filter((part) => part !== '').join(' | ');
}

describe('rules in words', () => {
  it.each([
    ['webinar "Pipeline" +20 once', 'a webinar whose title is “Pipeline” | +20 | once, for the latest'],
    ['email_click or unsubscribe -1', 'there is an email click or there is an unsubscribe | -1'],
    ['webinar +10 within 30d once per day', 'each webinar in the last 30 days | +10 each | once per day'],
    ['page_view +5 per 3 up to 25', 'the number of page views | +5 for every 3 | at most +25 in all'],
    ['employees 1..49 +0 | 50.. +15 | otherwise -5', 'employees | between 1 and 49: 0; at least 50: +15; otherwise: -5'],
    ['country in (DE, FR) +5', 'country is Germany or France | +5'],
    ['not country in (DE, FR) +5', 'it is not so that country is Germany or France | +5'],
    ['industry is missing -5', 'industry is missing | -5'],
    ['no activity within 60d -20', 'there is no activity of any kind in the last 60 days | -20'],
    ['page_view where (url "/docs/*" and duration >= 3min) +2', 'each page view whose url is like “/docs/*” and duration is at least 3 minutes | +2 each'],
    ['since demo_request ..7d +20 | ..30d +10', 'the time since the latest demo request | at most 7 days: +20; at most 30 days: +10'],
    ['days with page_view within 7d >= 3 +10', 'there is a page view in the last 7 days on at least 3 days | +10'],
    ['budget $5k.. +10', 'budget is at least USD 5,000 | +10'],
    ['founded 2010..2020 +1', 'founded is between 2010 and 2020 | +1'],
    ['pricing_view +15 decay 50% every 7d when title mentions "vp"', 'each pricing view | +15 each | loses 50% every 7 days; only when title mentions “vp”'],
    ['webinar +10 once every 2h at most 3 times', 'each webinar | +10 each | one counts only 2 hours or more after the last that counted; at most the 3 latest'],
    ['any of (country US, webinar) +1', 'any of: country is United States of America; there is a webinar | +1'],
  ])('%s', (rule, expected) => { expect(words(rule)).toBe(expected); });
});

const hostile = definitionOf(`definition "<script>alert(1)</script> & *co* | \`x\`":
  owner "</style><b>"
fit:
  company "<img src=x>|*" +10 as "a | b <i>"
mql when fit > 5
test "# not a heading":
  given company "<img src=x>"
  expect mql
`);

it('HTML never takes text of a definition for markup', () => {
  const html = renderHtml(documentOf(hostile));
  for (const tag of ['<script', '<img', '<b>', '<i>']) expect(html).not.toContain(tag);
  expect(html).toContain('&lt;script&gt;');
  expect(html).not.toMatch(/<[^>]*(?:src|href)=/);
});

it('Markdown neither', () => {
  const markdown = renderMarkdown(documentOf(hostile));
  expect(markdown).not.toMatch(/(?<!\\)<(?:script|img|b|i)/);
  for (const line of markdown.split('\n').filter((one) => one.startsWith('|'))) expect(line.replaceAll('\\|', '').split('|')).toHaveLength(5);
  expect(markdown).toContain('\\# not a heading');
});

const examples = fileURLToPath(new URL('../../../examples', import.meta.url));
it.each(readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.mql') && !/tests/.test(name)))('documents %s', (name) => {
  const definition = definitionOf(readFileSync(join(examples, name), 'utf8'));
  const document = documentOf(definition);
  const text = renderMarkdown(document) + renderHtml(document);
  expect(text).not.toMatch(/undefined|NaN|\[object/);
  for (const stage of definition.stages) expect(text).toContain(stage.name);
});
