/** The document of a definition as one self-contained page: no script, no request, printable, light and dark. */
import { exampleLines, stageIntroduction } from './document.ts';
import type { DefinitionDocument, DocumentSection } from './document.ts';

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const style = `
:root { color-scheme: light dark; --ink: #1c2430; --soft: #5a6675; --line: #d8dee6; --paper: #ffffff; --band: #f4f6f9; --accent: #1f5fbf; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6eaf0; --soft: #a3aebb; --line: #3a4453; --paper: #161b22; --band: #1e2530; --accent: #7fb0ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 60rem; color: var(--ink); background: var(--paper); }
body { font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .75rem; }
h2 { font-size: 1.3rem; margin: 2.2rem 0 .6rem; padding-bottom: .25rem; border-bottom: 2px solid var(--accent); }
h3 { font-size: 1.05rem; margin: 1.4rem 0 .3rem; }
dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0; color: var(--soft); }
dl.facts dd { margin: 0; color: var(--ink); overflow-wrap: anywhere; }
p.range { margin: 0 0 .5rem; color: var(--soft); }
table { width: 100%; border-collapse: collapse; margin: .25rem 0 1rem; }
caption { text-align: left; color: var(--soft); padding-bottom: .25rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .6rem; border-bottom: 1px solid var(--line); overflow-wrap: break-word; }
thead th { background: var(--band); font-weight: 600; }
tbody th { font-weight: inherit; }
td ul { margin: 0; padding-left: 1.1rem; }
.points { white-space: nowrap; font-variant-numeric: tabular-nums; }
.label { font-weight: 600; display: block; }
@media (max-width: 32rem) { body { padding: 1.25rem .75rem 3rem; } th, td { padding: .35rem .4rem; } .points { white-space: normal; } }
@page { margin: 2cm 1.5cm; }
@media print { body { max-width: none; padding: 0; font-size: 11pt; } h2, h3 { break-after: avoid; } tr, li { break-inside: avoid; } thead { display: table-header-group; } }
`;

export function renderHtml(document: DefinitionDocument): string {
  const parts: string[] = [];
  const section = (title: string, body: string): void => { if (body !== '') parts.push(`<section>\n<h2>${title}</h2>\n${body}\n</section>`); };
  const bullets = (items: readonly string[]): string => (items.length === 0 ? '' : `<ul>\n${items.map((item) => `<li>${escape(item)}</li>`).join('\n')}\n</ul>`);
  section('Who is excluded', bullets(document.exclusions));
  section('What is required', bullets(document.requirements));
  section('What earns points', document.sections.map(sectionHtml).join('\n'));
  section('How the score is made', `<ul>\n${document.scores.map(({ name, formula }) => `<li><strong>${escape(name)}</strong>: ${escape(formula)}</li>`).join('\n')}\n</ul>`);
  section('Who qualifies', document.stages.map(({ name, ways }) => (
    `<p><strong>${escape(name)}</strong>: ${stageIntroduction(ways)}:</p>\n${bullets(ways)}`)).join('\n'));
  section('Tiers', table('Tiers', ['Tier', 'When'], document.tiers.map(({ name, when }) => [escape(name), escape(when)])));
  section('Who gets the lead', table('Handoffs', ['To', 'Within', 'When'], document.handoffs.map(({ to, within, when }) => [escape(to), escape(within ?? ''), escape(when ?? 'every other')])));
  const names = document.names.map(({ name, means }) => `<dt><strong>${escape(name)}</strong></dt><dd>${escape(means)}</dd>`).join('\n');
  section('What the names mean', names === '' ? '' : `<dl>\n${names}\n</dl>`);
  section('Examples', document.examples.map((example) => `<h3>${escape(example.title)}</h3>\n${bullets(exampleLines(example))}`).join('\n'));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escape(document.title)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${escape(document.title)}</h1>
<dl class="facts">
${document.facts.map(({ name, value }) => `<dt>${escape(name)}</dt><dd>${escape(value)}</dd>`).join('\n')}
</dl>
</header>
<main>
${parts.join('\n')}
</main>
</body>
</html>
`;
}

/** Cells are HTML already. */
function table(caption: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const body = rows.map((row) => `<tr>${row.map((cell, index) => (index === 0 ? `<th scope="row">${cell}</th>` : `<td>${cell}</td>`)).join('')}</tr>`).join('\n');
  return `<table>\n<caption>${escape(caption)}</caption>\n<thead><tr>${head.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table>`;
}

function lines(items: readonly string[]): string {
  if (items.length <= 1) return items.map(escape).join('');
  return `<ul>${items.map((item) => `<li>${escape(item)}</li>`).join('')}</ul>`;
}

function sectionHtml({ name, settings, rules, range }: DocumentSection): string {
  const rows = rules.map((rule) => [
    `${rule.name === undefined ? '' : `<span class="label">${escape(rule.name)}</span>`}${escape(rule.what)}`,
    rule.pays.length === 1 ? `<span class="points">${escape(rule.pays[0]!)}</span>` : lines(rule.pays),
    lines(rule.limits),
  ]);
  return `<h3>${escape(name)}</h3>\n<p class="range">${escape([range, ...settings].join('; '))}</p>\n${table(`Rules of ${name}`, ['What', 'Earns', 'Limits'], rows)}`;
}
