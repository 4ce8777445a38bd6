/** The document of a definition as Markdown. */
import { exampleLines, stageIntroduction } from './document.ts';
import type { DefinitionDocument, DocumentSection } from './document.ts';

/** Text of a definition in Markdown: no character of it begins markup. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|~]/g, (sign) => `\\${sign}`);
}

function bullets(items: readonly string[]): string[] {
  return items.map((item) => `- ${plain(item)}`);
}

export function renderMarkdown(document: DefinitionDocument): string {
  const lines = [`# ${plain(document.title)}`, '', ...document.facts.map(({ name, value }) => `**${name}:** ${plain(value)}  `)];
  const section = (title: string, body: readonly string[]): void => { if (body.length > 0) lines.push('', `## ${title}`, '', ...body); };
  section('Who is excluded', bullets(document.exclusions));
  section('What is required', bullets(document.requirements));
  section('What earns points', document.sections.flatMap((one) => sectionLines(one)));
  section('How the score is made', document.scores.map(({ name, formula }) => `- **${plain(name)}**: ${plain(formula)}`));
  section('Who qualifies', document.stages.flatMap(({ name, ways }) => [
    `**${plain(name)}**: ${stageIntroduction(ways)}:`, '', ...bullets(ways), '',
  ]));
  section('Tiers', document.tiers.length === 0 ? [] : ['| tier | when |', '|---|---|', ...document.tiers.map(({ name, when }) => `| ${plain(name)} | ${plain(when)} |`)]);
  section('Who gets the lead', document.handoffs.length === 0 ? [] : [
    '| to | within | when |', '|---|---|---|', ...document.handoffs.map(({ to, within, when }) => `| ${plain(to)} | ${within ?? ''} | ${plain(when ?? 'every other')} |`),
  ]);
  section('What the names mean', document.names.map(({ name, means }) => `- **${plain(name)}**: ${plain(means)}`));
  section('Examples', document.examples.flatMap((example) => [`**${plain(example.title)}**`, '', ...bullets(exampleLines(example)), '']));
  return `${lines.join('\n').replace(/\n{3,}/g, '\n\n').trimEnd()}\n`;
}

function sectionLines({ name, settings, rules, range }: DocumentSection): string[] {
  const head = [`### ${plain(name)}`, '', `${plain([range, ...settings].join('; '))}`, ''];
  if (rules.length === 0) return head;
  return [
    ...head, '| what | earns | limits |', '|---|---|---|',
    ...rules.map((rule) => `| ${rule.name === undefined ? '' : `**${plain(rule.name)}**: `}${plain(rule.what)} | ${rule.pays.map(plain).join('<br>')} | ${rule.limits.map(plain).join('<br>')} |`), '',
  ];
}
