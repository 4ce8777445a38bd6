/** The documentation pages of all diagnostics, made from the catalog; what the examples give is what the compiler says of them. */
import { analyze } from '../compiler/analyze.ts';
import { catalog } from '../compiler/diagnostics/catalog.ts';
import { renderDiagnostics } from '../compiler/diagnostics/render.ts';
import type { Diagnostic } from '../compiler/diagnostics/diagnostic.ts';
import { sourceFile } from '../compiler/source/source-file.ts';

type Entry = (typeof catalog)[number];

/** The files that examples may `use`. */
const otherFiles: Readonly<Record<string, string>> = {
  'vocabulary.mql': 'vocabulary: lead seats number\n',
  'scoring.mql': 'fit: country US +10\nmql when score > 5\n',
  'a.mql': 'mql when demo_request\n',
  'b.mql': 'mql when webinar\n',
};
const examplePath = 'this-file.mql';
/** The day on which examples are checked. */
const today = '2026-06-30';

/** What the compiler says of an example. Examples of data codes show data, and are not checked. */
export function diagnosticsOf(example: string): readonly Diagnostic[] {
  const file = sourceFile(examplePath, example);
  return analyze(file, (path) => {
    const text = path === examplePath ? example : otherFiles[path];
    return text === undefined ? undefined : sourceFile(path, text);
  }, { today }).diagnostics;
}

export function showsData({ code }: Entry): boolean {
  return code.startsWith('MQL3');
}

/** Found by `mql check --deep` alone, which loads the solver; its own tests check these examples. */
export function needsProof({ code }: Entry): boolean {
  return code.startsWith('MQL205');
}

/** By file name: a page for each code, and `README.md`, which lists them. */
export function diagnosticPages(): ReadonlyMap<string, string> {
  return new Map([['README.md', index()], ...catalog.map((entry): [string, string] => [`${entry.code}.md`, page(entry)])]);
}

function page(entry: Entry): string {
  const language = showsData(entry) ? 'csv' : 'mql';
  const said = showsData(entry) ? [] : diagnosticsOf(entry.avoid).filter(({ code }) => code === entry.code).slice(0, 1);
  const output = said.length === 0 ? '' : `\`\`\`text\n${renderDiagnostics(said).trimEnd()}\n\`\`\`\n\n`;
  return `<!-- Generated from the catalog by \`npm run docs\`. -->

# ${entry.code}: ${entry.title}

${entry.severity === 'error' ? 'An error' : 'A warning'}. ${entry.why}

## Avoid

\`\`\`${language}
${entry.avoid.trimEnd()}
\`\`\`

${output}## Prefer

\`\`\`${language}
${entry.prefer.trimEnd()}
\`\`\`
`;
}

const groups = [
  ['MQL0', 'Reading'],
  ['MQL1', 'Names and types'],
  ['MQL2', 'Likely mistakes'],
  ['MQL3', 'Data'],
] as const;

function index(): string {
  const lists = groups.map(([start, title]) => {
    const rows = catalog.filter(({ code }) => code.startsWith(start)).map((entry) => `| [${entry.code}](${entry.code}.md) | ${entry.severity} | ${entry.title} |`);
    return `## ${title}\n\n| code | severity | |\n|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `<!-- Generated from the catalog by \`npm run docs\`. -->\n\n# Diagnostics\n\n${lists.join('\n')}`;
}
