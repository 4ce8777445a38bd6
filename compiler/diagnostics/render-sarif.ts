import type { CatalogEntry, Diagnostic, Severity } from './diagnostic.ts';
import { positionAt, type SourceFile } from '../source/source-file.ts';
import type { Span } from '../source/span.ts';

/** What the log says about a code, whatever its evidence. */
export type RuleEntry = Pick<CatalogEntry<never>, 'code' | 'severity' | 'title' | 'why'>;

export interface SarifOptions {
  readonly version: string;
  /** Where the project lives; each code's page is under `docs/diagnostics/`. */
  readonly informationUri?: string;
  /** The catalog; only codes that occur are written. */
  readonly rules: readonly RuleEntry[];
}

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'note' };

/** SARIF 2.1.0, which code scanning services read. Columns are UTF-16 code units. Ends in a line break. */
export function renderSarif(diagnostics: readonly Diagnostic[], options: SarifOptions): string {
  const codes = [...new Set(diagnostics.map((diagnostic) => diagnostic.code))].sort();
  const rules = codes.map((code) => sarifRule(code, options.rules.find((rule) => rule.code === code)));
  const driver = {
    name: 'mql',
    version: options.version,
    ...(options.informationUri === undefined ? {} : { informationUri: options.informationUri }),
    rules,
  };
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map((diagnostic) => result(diagnostic, codes.indexOf(diagnostic.code))),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function sarifRule(code: string, entry: RuleEntry | undefined): object {
  if (entry === undefined) return { id: code };
  return {
    id: code,
    shortDescription: { text: entry.title },
    fullDescription: { text: entry.why },
    defaultConfiguration: { level: levels[entry.severity] },
  };
}

function result(diagnostic: Diagnostic, ruleIndex: number): object {
  const advised = diagnostic.advice === undefined ? diagnostic.message : `${diagnostic.message}; ${diagnostic.advice}`;
  const { lead } = diagnostic;
  const text = lead === undefined ? advised : [`${advised}. A lead that ${lead.title}:`, ...lead.lines.map((line) => `  ${line}`)].join('\n');
  return {
    ruleId: diagnostic.code,
    ruleIndex,
    level: levels[diagnostic.severity],
    message: { text },
    locations: [location(diagnostic.file, diagnostic.span)],
    ...(diagnostic.related.length === 0
      ? {}
      : {
          relatedLocations: diagnostic.related.map((place, index) => ({
            id: index + 1,
            message: { text: place.message },
            ...location(place.file, place.span),
          })),
        }),
    ...(diagnostic.fixes.length === 0 ? {} : { fixes: diagnostic.fixes.map(sarifFix) }),
  };
}

function sarifFix(fix: Diagnostic['fixes'][number]): object {
  const files = [...new Set(fix.edits.map((edit) => edit.file))];
  return {
    description: { text: fix.title },
    artifactChanges: files.map((file) => ({
      artifactLocation: { uri: uriOf(file.path) },
      replacements: fix.edits
        .filter((edit) => edit.file === file)
        .map((edit) => ({ deletedRegion: region(file, edit.span), insertedContent: { text: edit.text } })),
    })),
  };
}

function location(file: SourceFile, span: Span): object {
  return { physicalLocation: { artifactLocation: { uri: uriOf(file.path) }, region: region(file, span) } };
}

function region(file: SourceFile, span: Span): object {
  const start = positionAt(file, span.start);
  const end = positionAt(file, span.end);
  return { startLine: start.line + 1, startColumn: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 };
}

/** A path as a URI reference: relative stays relative, absolute becomes `file:`. */
function uriOf(path: string): string {
  const slashes = path.replaceAll('\\', '/').replace(/^\.\//, '');
  const encoded = slashes.split('/').map((part) => encodeURIComponent(part)).join('/');
  if (slashes.startsWith('/')) return `file://${encoded}`;
  if (/^[A-Za-z]:\//.test(slashes)) return `file:///${slashes.slice(0, 2)}${encoded.slice(encoded.indexOf('/'))}`;
  return encoded;
}
