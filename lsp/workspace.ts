/**
 * The documents that are open, the files they use, and what is known of each. Knows nothing of the protocol: a path is
 * the document's URI with its percent signs decoded, offsets are UTF-16 code units.
 *
 * INVARIANT: an analysis is of the texts as they are now: a change drops the analyses of all files that read the changed one.
 */
import { withLikelyMistakes } from '../compiler/analyze.ts';
import { checkNamed, namedFiles } from '../compiler/check/check.ts';
import type { CheckResult, NamedFiles } from '../compiler/check/check.ts';
import { CleanRules } from '../compiler/check/clean-rules.ts';
import { boundsOf } from '../compiler/reason/bounds.ts';
import type { DefinitionBounds } from '../compiler/reason/bounds.ts';
import type { Diagnostic } from '../compiler/diagnostics/diagnostic.ts';
import { sourceFile } from '../compiler/source/source-file.ts';
import type { SourceFile } from '../compiler/source/source-file.ts';
import { Rereader } from '../grammar/read.ts';
import { carriedOver } from './carried-over.ts';

export interface Analysis extends CheckResult {
  readonly file: SourceFile;
  /** With the likely mistakes; those are looked for when this is first asked. */
  readonly diagnostics: readonly Diagnostic[];
  /** What the checker alone says. For that, rules that had nothing wrong and stay as they were are not looked at again. */
  readonly mistakes: readonly Diagnostic[];
  readonly hasNoError: boolean;
  /** Least and most of rules and scores; `undefined` where the definition has an error. Computed when first asked for. */
  readonly bounds: () => DefinitionBounds | undefined;
}

/** Where rules were passed over, there is a definition, but no whole one. */
type EarlyResult = Pick<CheckResult, 'definition' | 'diagnostics'>;

export interface WorkspaceHost {
  /** The text of a file that is not open, or `undefined`. */
  readonly readFile: (path: string) => string | undefined;
  /** `YYYY-MM-DD`. */
  readonly today: () => string;
}

export class Workspace {
  private readonly host: WorkspaceHost;
  private readonly documents = new Map<string, SourceFile>();
  /** Texts of files that are not open, as last read. */
  private readonly closedFiles = new Map<string, SourceFile | undefined>();
  private readonly analyses = new Map<string, { readonly analysis: Analysis; readonly reads: ReadonlySet<string> }>();
  private readonly rereaders = new Map<string, Rereader>();
  private readonly cleanRules = new Map<string, CleanRules>();
  /** The likely mistakes of each open document as they were last looked for. */
  private readonly likelyMistakes = new Map<string, { readonly file: SourceFile; readonly found: readonly Diagnostic[] }>();

  constructor(host: WorkspaceHost) {
    this.host = host;
  }

  setDocument(path: string, text: string): void {
    this.documents.set(path, sourceFile(path, text));
    this.forget(path);
  }

  closeDocument(path: string): void {
    this.documents.delete(path);
    this.closedFiles.delete(path);
    this.rereaders.delete(path);
    this.cleanRules.delete(path);
    this.likelyMistakes.delete(path);
    this.forget(path);
  }

  /** Whether what was read of a file that is not open is no longer so. Not every editor tells when a file changes. */
  hasChangedOnDisk(path: string): boolean {
    return !this.documents.has(path) && this.closedFiles.has(path) && this.closedFiles.get(path)?.text !== this.host.readFile(path);
  }

  /** A file changed on disk. */
  fileChanged(path: string): void {
    this.closedFiles.delete(path);
    if (!this.documents.has(path)) this.forget(path);
  }

  openPaths(): string[] {
    return [...this.documents.keys()];
  }

  document(path: string): SourceFile | undefined {
    return this.documents.get(path);
  }

  /** The file's text as the user sees it: an open document before what is on disk. */
  file(path: string): SourceFile | undefined {
    const open = this.documents.get(path);
    if (open !== undefined) return open;
    if (!this.closedFiles.has(path)) {
      const text = this.host.readFile(path);
      this.closedFiles.set(path, text === undefined ? undefined : sourceFile(path, text));
    }
    return this.closedFiles.get(path);
  }

  /** The analysis, if it has been made since the last change. */
  known(path: string): Analysis | undefined {
    return this.analyses.get(path)?.analysis;
  }

  analysis(path: string): Analysis | undefined {
    const known = this.analyses.get(path);
    if (known !== undefined) return known.analysis;
    const file = this.file(path);
    if (file === undefined) return undefined;
    const reads = new Set([path]);
    const named = namedFiles(file, (used) => {
      reads.add(used);
      return this.file(used);
    }, (one) => this.rereader(one.path).read(one));
    const analysis = this.makeAnalysis(file, named);
    this.analyses.set(path, { analysis, reads });
    return analysis;
  }

  /** Names are known at once; all else is worked out when it is first asked for. */
  private makeAnalysis(file: SourceFile, named: NamedFiles): Analysis {
    const { path } = file;
    const today = this.host.today();
    let quick: EarlyResult | undefined;
    let whole: CheckResult | undefined;
    const result = (): CheckResult => whole ??= checkNamed(named);
    const early = (): EarlyResult => {
      if (whole !== undefined) return whole;
      if (quick !== undefined) return quick;
      const clean = this.cleanRulesOf(path);
      const found = checkNamed(named, clean);
      if (!clean.hasPassedOver) whole = found;
      return quick = found;
    };
    let bounds: DefinitionBounds | undefined;
    let diagnostics: readonly Diagnostic[] | undefined;
    return {
      file, files: named.files, scope: named.declared.scope, tierLabels: named.tierLabels,
      get definition() { return result().definition; },
      get references() { return result().references; },
      get mistakes() { return early().diagnostics; },
      get hasNoError() { return early().definition !== undefined; },
      get diagnostics() { return diagnostics ??= withLikelyMistakes(result(), { today }); },
      bounds: () => {
        const { definition } = result();
        return definition === undefined ? undefined : bounds ??= boundsOf(definition);
      },
    };
  }

  /** The open documents whose diagnostics may change when this file does, itself first. */
  dependents(path: string): string[] {
    const others = [...this.analyses].filter(([other, { reads }]) => other !== path && reads.has(path) && this.documents.has(other)).map(([other]) => other);
    return this.documents.has(path) ? [path, ...others] : others;
  }

  /** Those of a document itself: each used file shows its own where it is open. */
  diagnostics(path: string): readonly Diagnostic[] {
    const analysis = this.analysis(path);
    if (analysis === undefined) return [];
    const { file } = analysis;
    const own = analysis.diagnostics.filter((diagnostic) => diagnostic.file === file);
    if (this.documents.has(path)) this.likelyMistakes.set(path, { file, found: own.filter(({ code }) => code.startsWith('MQL2')) });
    return own;
  }

  /** Mistakes in the files that a document uses and that are not open, by path: without them nobody would know why the document has no definition. */
  closedMistakes(path: string): ReadonlyMap<string, readonly Diagnostic[]> {
    const found = new Map<string, Diagnostic[]>();
    for (const diagnostic of this.analysis(path)?.mistakes ?? []) {
      const { path: other } = diagnostic.file;
      if (other === path || this.documents.has(other)) continue;
      found.set(other, [...found.get(other) ?? [], diagnostic]);
    }
    return found;
  }

  /** Those that can be said at once: the likely mistakes are the ones that were found last, where the text around them is as it was. */
  earlyDiagnostics(path: string): readonly Diagnostic[] {
    const analysis = this.analysis(path);
    if (analysis === undefined) return [];
    const own = analysis.mistakes.filter((diagnostic) => diagnostic.file === analysis.file);
    const last = this.likelyMistakes.get(path);
    return last === undefined || !analysis.hasNoError ? own : [...own, ...carriedOver(last.found, last.file, analysis.file)];
  }

  /** Every analysis that reads the file: its own, and those of the open files and of the others given that use it. */
  analysesReading(path: string, closed: readonly string[] = []): Analysis[] {
    const own = this.analysis(path);
    const others = [...new Set([...this.openPaths(), ...closed])].filter((other) => other !== path).flatMap((other) => this.analysis(other) ?? [])
      .filter((analysis) => [analysis.files.definition, analysis.files.main, ...analysis.files.used].some((tree) => tree.file.path === path));
    return own === undefined ? others : [own, ...others];
  }

  private cleanRulesOf(path: string): CleanRules {
    const known = this.cleanRules.get(path);
    if (known !== undefined) return known;
    const made = new CleanRules();
    this.cleanRules.set(path, made);
    return made;
  }

  private rereader(path: string): Rereader {
    const known = this.rereaders.get(path);
    if (known !== undefined) return known;
    const made = new Rereader();
    this.rereaders.set(path, made);
    return made;
  }

  private forget(path: string): void {
    for (const [other, { reads }] of this.analyses) if (reads.has(path)) this.analyses.delete(other);
  }
}
