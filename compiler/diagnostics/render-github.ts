import type { Diagnostic, Severity } from './diagnostic.ts';
import { positionAt } from '../source/source-file.ts';

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'notice' };

/** Workflow commands of GitHub Actions, one a line: they become annotations of the changed lines. */
export function renderGithub(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map((diagnostic) => `${annotation(diagnostic)}\n`).join('');
}

function annotation(diagnostic: Diagnostic): string {
  const start = positionAt(diagnostic.file, diagnostic.span.start);
  const end = positionAt(diagnostic.file, diagnostic.span.end);
  const properties = [
    `file=${escapeProperty(diagnostic.file.path)}`,
    `line=${start.line + 1}`,
    `endLine=${end.line + 1}`,
    // Columns are only allowed where the annotation stays on one line.
    ...(start.line === end.line ? [`col=${start.character + 1}`, `endColumn=${Math.max(end.character, start.character + 1)}`] : []),
    `title=${escapeProperty(diagnostic.code)}`,
  ];
  const advised = diagnostic.advice === undefined ? diagnostic.message : `${diagnostic.message}; ${diagnostic.advice}`;
  const { lead } = diagnostic;
  const message = lead === undefined ? advised : [`${advised}. A lead that ${lead.title}:`, ...lead.lines.map((line) => `  ${line}`)].join('\n');
  return `::${commands[diagnostic.severity]} ${properties.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
