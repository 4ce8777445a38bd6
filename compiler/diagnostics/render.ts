/** Diagnostics as a person reads them. Pure: colour and width are given. */
import { codeFrame, type CodeFrame } from './code-frame.ts';
import type { Diagnostic, Severity } from './diagnostic.ts';
import type { SourceFile } from '../source/source-file.ts';
import type { Span } from '../source/span.ts';

export type Style = Severity | 'good' | 'strong' | 'faint';
/** Gives text a style; without colour it answers the text itself. */
export type Paint = (style: Style, text: string) => string;

export interface RenderOptions {
  readonly paint?: Paint;
  /** Columns of the terminal; lines of code are cut to them. */
  readonly width?: number | undefined;
}

const plain: Paint = (_style, text) => text;

/**
 * `path:line:column`, severity, code and message; the line and a caret under the span; then advice, the titles of
 * fixes, and related places with their own lines. Ends in a line break.
 */
export function renderDiagnostic(diagnostic: Diagnostic, options: RenderOptions = {}): string {
  const paint = options.paint ?? plain;
  const { severity, code } = diagnostic;
  const main = codeFrame(diagnostic.file, diagnostic.span, frameWidth(options));
  const related = diagnostic.related.map((place) => ({ place, frame: codeFrame(place.file, place.span, frameWidth(options)) }));
  const gutter = Math.max(...[main, ...related.map(({ frame }) => frame)].map((frame) => String(frame.line).length));
  const lines = [
    `${paint('strong', placeText(diagnostic.file, main))} ${paint(severity, `${severity} ${code}`)}: ${paint('strong', oneLine(diagnostic.message))}`,
    ...frameLines(main, gutter, severity, paint),
  ];
  const note = (name: string, text: string) => lines.push(`${' '.repeat(gutter + 3)}${paint('faint', '=')} ${paint('strong', name)}: ${oneLine(text)}`);
  if (diagnostic.advice !== undefined) note('advice', diagnostic.advice);
  for (const fix of diagnostic.fixes) note('fix', fix.title);
  if (diagnostic.lead !== undefined) {
    note('lead', diagnostic.lead.title);
    for (const line of diagnostic.lead.lines) lines.push(`${' '.repeat(gutter + 7)}${oneLine(line)}`);
  }
  for (const { place, frame } of related) {
    note('see', `${placeText(place.file, frame)}: ${place.message}`);
    lines.push(...frameLines(frame, gutter, 'information', paint));
  }
  return lines.join('\n') + '\n';
}

/** Diagnostics one after another, a blank line between them. */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], options: RenderOptions = {}): string {
  return diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, options)).join('\n');
}

/** A place and its line with carets, for messages that are no diagnostics, such as a test that failed. */
export function renderPlace(file: SourceFile, span: Span, options: RenderOptions & { readonly style?: Style } = {}): string {
  const paint = options.paint ?? plain;
  const frame = codeFrame(file, span, frameWidth(options));
  return frameLines(frame, String(frame.line).length, options.style ?? 'error', paint).join('\n') + '\n';
}

/** `path:line:column`, both from 1. */
export function renderPosition(file: SourceFile, span: Span): string {
  return placeText(file, codeFrame(file, span));
}

/** Messages quote what was written; a control character in it must not move the cursor. */
function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f]+/g, ' ');
}

function placeText(file: SourceFile, frame: CodeFrame): string {
  return `${file.path}:${frame.line}:${frame.column}`;
}

function frameLines(frame: CodeFrame, gutter: number, style: Style, paint: Paint): string[] {
  const bar = paint('faint', '|');
  return [
    `  ${paint('faint', String(frame.line).padStart(gutter))} ${bar} ${frame.text}`,
    `  ${' '.repeat(gutter)} ${bar} ${paint(style, frame.carets)}`,
  ];
}

function frameWidth(options: RenderOptions): number {
  return Math.max(40, (options.width ?? 128) - 8);
}

/** `2 errors, 1 warning`; empty when there is nothing. */
export function countBySeverity(diagnostics: readonly Diagnostic[]): string {
  const counts = (['error', 'warning', 'information'] as const).map((severity) => {
    const count = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    const plural = severity === 'information' ? '' : count === 1 ? '' : 's';
    return count === 0 ? '' : `${count} ${severity}${plural}`;
  });
  return counts.filter((text) => text !== '').join(', ');
}
