/** Text becomes a checked definition: read, bind, check. Language reference, sections 1 to 8. */
import type { DefinedCondition, Definition, DerivedScore, NamedList, ScoreFormula, Section } from './checked.ts';
import { checkClaims } from './check-claims.ts';
import type { CleanRules } from './clean-rules.ts';
import type { CheckContext } from './context.ts';
import { inFile, report } from './context.ts';
import { checkExclusions, checkHandoffs, checkStages, checkTier, declareStages, handoffNames, tierLabels } from './check-outcomes.ts';
import { checkFormula } from './check-score.ts';
import { checkSection } from './check-section.ts';
import { checkTests } from './check-tests.ts';
import { checkDefined } from './resolve-subject.ts';
import { declare } from '../bind/declare.ts';
import type { Declared } from '../bind/declare.ts';
import { loadFiles } from '../bind/load-files.ts';
import type { LoadedFiles, Reader, Sources } from '../bind/load-files.ts';
import { nameKey } from '../bind/scope.ts';
import type { NameReference, Scope } from '../bind/scope.ts';
import { namesAndTypesCodes as codes } from '../diagnostics/catalog/names-and-types.ts';
import { readingCodes } from '../diagnostics/catalog/reading.ts';
import { typeCodes } from '../diagnostics/catalog/types.ts';
import { nearest } from '../diagnostics/did-you-mean.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceFile } from '../source/source-file.ts';
import { trim } from '../vocabulary/normal-form.ts';
import type { Vocabulary } from '../vocabulary/types.ts';
import { isFlawless } from '../../grammar/moved-parts.ts';
import type { DefinitionBlock, DefinitionSetting, FileTree } from '../../grammar/tree.ts';
import { canonicalTimeZone, isTimeZone, timeZoneNames } from '../../tables/calendar.ts';

export interface CheckResult {
  /** `undefined` where there is an error, and for a file that only declares names. */
  readonly definition: Definition | undefined;
  /** Of all files, the file asked for first, each in the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
  readonly files: LoadedFiles;
  readonly scope: Scope;
  /** What each name in the text stands for. */
  readonly references: readonly NameReference[];
  /** The labels of all tiers; `undefined` where the definition has none. */
  readonly tierLabels: readonly string[] | undefined;
}

/** The files, and the names that they declare: all that is needed before rules are looked at. */
export interface NamedFiles {
  readonly files: LoadedFiles;
  readonly declared: Declared;
  readonly tierLabels: readonly string[] | undefined;
}

/** Never throws for what the files say. `sources` gives the files that `use` names. */
export function check(file: SourceFile, sources: Sources, reader?: Reader): CheckResult {
  return checkNamed(namedFiles(file, sources, reader));
}

export function namedFiles(file: SourceFile, sources: Sources, reader?: Reader): NamedFiles {
  const files = loadFiles(file, sources, reader);
  const declared = declare(files);
  suspectBrokenItems(declared.scope, files.definition);
  return { files, declared, tierLabels: tierLabels(files.definition) };
}

/** With `clean`, rules that are known to have nothing wrong are passed over: then the diagnostics alone are whole. */
export function checkNamed({ files, declared, tierLabels: labels }: NamedFiles, clean?: CleanRules): CheckResult {
  const { scope } = declared;
  const tree = files.definition;
  clean?.begin(files);
  const context: CheckContext = {
    scope, timezone: 'UTC', diagnostics: [...files.diagnostics, ...declared.diagnostics], references: [...declared.references],
    scores: new Map(), stages: new Map(), tierLabels: labels, defined: new Map(), clean, file: tree.file,
  };
  const settings = checkSettings(context, tree);
  const zoned: CheckContext = { ...context, timezone: settings.timezone };
  const definition = files.orphaned ? undefined : checkDefinition(zoned, files, settings);
  const diagnostics = sorted(withoutConsequences(zoned.diagnostics, files.diagnostics), [files.main.file, tree.file, ...files.used.map((used) => used.file)]);
  const complete = definition !== undefined && diagnostics.every((diagnostic) => diagnostic.severity !== 'error');
  return { definition: complete ? definition : undefined, diagnostics, files, scope, references: context.references, tierLabels: labels };
}

/** A stage or score whose statement could not be read is likely named by the first word of a broken item. What stands in no block is suspected as a whole. */
function suspectBrokenItems(scope: Scope, tree: FileTree): void {
  for (const part of tree.parts) {
    if (isFlawless(part)) continue;
    const broken = 'items' in part ? part.items.filter((item) => item.kind === 'broken') : [];
    for (const item of broken) {
      for (const word of tree.file.text.slice(item.span.start, item.span.end).match(/[A-Za-z_][A-Za-z0-9_]*/g)?.slice(0, 2) ?? []) scope.suspects.add(nameKey(word));
    }
  }
}

interface Settings {
  readonly title: string | undefined;
  readonly owner: string | undefined;
  readonly reviewBy: Definition['reviewBy'];
  readonly timezone: string;
}

function checkSettings(context: CheckContext, tree: FileTree): Settings {
  const blocks = tree.parts.filter((part): part is DefinitionBlock => part.kind === 'definition');
  const [first, ...others] = blocks;
  for (const other of others) {
    report(context, codes.duplicateBlock, other.headerSpan, { name: 'definition', kind: 'definition' }, { related: [{ file: context.file, span: first!.headerSpan, message: 'the first one' }] });
  }
  const items = (first?.items ?? []).filter((item): item is DefinitionSetting => item.kind !== 'broken');
  for (const item of items) {
    const earlier = items.find((other) => other.kind === item.kind)!;
    if (earlier !== item) report(context, codes.duplicateSetting, item.span, { what: item.kind }, { related: [{ file: context.file, span: earlier.span, message: 'the first one' }] });
  }
  const owner = items.find((item) => item.kind === 'owner')?.owner.value;
  const review = items.find((item) => item.kind === 'review by');
  const zone = items.find((item) => item.kind === 'timezone')?.timezone;
  if (zone !== undefined && !isTimeZone(zone.value)) {
    const near = nearest(zone.value, timeZoneNames());
    report(context, codes.unknownTimeZone, zone.span, { name: zone.value, nearest: near }, {
      fixes: near.map((name) => ({ title: `write \`"${name}"\``, edits: [{ file: context.file, span: zone.span, text: `"${name}"` }] })),
    });
  }
  const two = (value: number): string => String(value).padStart(2, '0');
  return {
    title: first?.title?.value,
    owner,
    reviewBy: review && {
      date: `${String(review.date.year).padStart(4, '0')}-${two(review.date.month)}-${two(review.date.day)}`,
      origin: { file: context.file, span: review.span },
    },
    timezone: zone !== undefined && isTimeZone(zone.value) ? canonicalTimeZone(zone.value) : 'UTC',
  };
}

function checkDefinition(context: CheckContext, files: LoadedFiles, settings: Settings): Definition | undefined {
  const tree = files.definition;
  for (const symbol of context.scope.vocabulary.values()) if (symbol.kind === 'defined') checkDefined(context, symbol);
  checkLists(context);
  const exclusions = checkExclusions(context, tree);
  declareStages(context);

  const scores: (Section | DerivedScore)[] = [];
  let formula: ScoreFormula | undefined;
  let formulaSpan: { start: number; end: number } | undefined;
  for (const part of tree.parts) {
    if (part.kind === 'section') {
      const section = checkSection(context, part);
      const symbol = context.scope.scores.get(nameKey(part.name.text));
      if (symbol?.kind === 'section' && symbol.block === part) { context.scores.set(nameKey(part.name.text), section); scores.push(section); }
    } else if (part.kind === 'score' && part.name !== undefined) {
      const own = checkFormula(context, part);
      const symbol = context.scope.scores.get(nameKey(part.name.text));
      if (own === undefined || symbol?.kind !== 'derived score' || symbol.statement !== part) continue;
      const derived: DerivedScore = { kind: 'derived score', name: part.name.text, origin: own.origin, formula: own };
      context.scores.set(nameKey(part.name.text), derived);
      scores.push(derived);
    } else if (part.kind === 'score') {
      if (formulaSpan !== undefined) {
        const related = [{ file: context.file, span: formulaSpan, message: 'the first one' }];
        report(context, codes.duplicateBlock, part.span, { name: 'score =', kind: 'score' }, { related });
      }
      const own = checkFormula(context, part);
      formula ??= own;
      formulaSpan ??= part.span;
    }
  }

  const stages = checkStages(context);
  const tier = checkTier(context, tree, stages);
  const handoffs = checkHandoffs(context, tree, stages, context.tierLabels !== undefined);
  const outcomes = { stages, handoffs: handoffNames(tree) };
  const ownTests = checkTests(context, tree, outcomes);
  const tests = files.main === tree ? ownTests : inFile(context, files.main.file, () => checkTests(context, files.main, outcomes));
  const mainStage = stages.find((stage) => nameKey(stage.name) === 'mql') ?? stages[0];
  const handedOver = handoffs === undefined || mainStage === undefined ? undefined : { mainStage, items: handoffs };
  const ownClaims = checkClaims(context, tree, stages, handedOver);
  const claims = files.main === tree ? ownClaims : inFile(context, files.main.file, () => checkClaims(context, files.main, stages, handedOver));
  if (mainStage === undefined) {
    reportNoStage(context, tree);
    return undefined;
  }
  return {
    file: tree.file, ...settings, vocabulary: vocabularyOf(context), lists: listsOf(context), defined: definedOf(context),
    exclusions, scores, score: formula, stages, mainStage, tier, handoffs, tests, claims,
  };
}

/** A file that only declares names needs no stage; nor does one whose stage may be what could not be read, or has a name that is taken. */
function reportNoStage(context: CheckContext, tree: FileTree): void {
  const scoring = tree.parts.find((part) => ['section', 'score', 'tier', 'tier grid', 'handoff', 'exclude', 'test', 'claim', 'definition'].includes(part.kind));
  const broken = tree.parts.some((part) => part.kind === 'broken' || part.kind === 'stage' || ('items' in part && part.items.some((item) => item.kind === 'broken')));
  if (scoring === undefined || broken) return;
  const onlyTests = tree.parts.every(({ kind }) => kind === 'test' || kind === 'claim');
  report(context, codes.noStage, 'headerSpan' in scoring ? scoring.headerSpan : scoring.span, { onlyTests });
}

/** Entries of lists are checked where they are used; texts that are empty are wrong everywhere. */
function checkLists(context: CheckContext): void {
  for (const symbol of context.scope.vocabulary.values()) {
    if (symbol.kind !== 'list' || symbol.declared === undefined) continue;
    inFile(context, symbol.declared.file, () => {
      for (const entry of symbol.entries) if (entry.kind === 'text' && trim(entry.value) === '') report(context, codes.emptyText, entry.span, { subject: undefined });
    });
  }
}

function vocabularyOf(context: CheckContext): Vocabulary {
  const symbols = [...context.scope.vocabulary.values()];
  return {
    fields: symbols.filter((symbol) => symbol.kind === 'field'),
    events: symbols.filter((symbol) => symbol.kind === 'event'),
    missingTexts: context.scope.missingTexts,
  };
}

function listsOf(context: CheckContext): NamedList[] {
  return [...context.scope.vocabulary.values()].filter((symbol) => symbol.kind === 'list').map((symbol) => ({
    name: symbol.name, used: symbol.used,
    entries: symbol.entries.map((entry) => (symbol.declared === undefined ? (entry.kind === 'text' ? entry.value : '') : symbol.declared.file.text.slice(entry.span.start, entry.span.end))),
    origin: symbol.declared === undefined ? undefined : { file: symbol.declared.file, span: symbol.declared.node.name.span },
  }));
}

/** A defined name is used if a reference outside its own declaration asks it. */
function definedOf(context: CheckContext): DefinedCondition[] {
  const asked = new Set(context.references.flatMap(({ declaration, target }) => (!declaration && target.kind === 'defined' ? [nameKey(target.defined.name)] : [])));
  return [...context.defined.entries()].flatMap(([key, defined]) => {
    if (typeof defined === 'string') return [];
    (defined as { used: boolean }).used = asked.has(key);
    return [defined];
  });
}

/**
 * One mistake has one diagnostic. A value that could not be read is not of the wrong type as well, and a comma or a sign of another
 * language is not told by itself where the checker says what the whole of it was meant to be.
 */
function withoutConsequences(diagnostics: readonly Diagnostic[], ofReading: readonly Diagnostic[]): readonly Diagnostic[] {
  if (ofReading.length === 0) return diagnostics;
  const place = ({ file, span }: Diagnostic): string => `${span.start} ${span.end} ${file.path}`;
  const places = new Set(ofReading.map(place));
  const told = diagnostics.filter(({ code, fixes }) => code === readingCodes.valuesWithoutParentheses.code || (code === typeCodes.oneComparison.code && fixes.length > 0));
  const isPart = (diagnostic: Diagnostic): boolean => (diagnostic.code === readingCodes.comma.code || diagnostic.code === readingCodes.foreignOperator.code)
    && told.some(({ file, span }) => file === diagnostic.file && span.start <= diagnostic.span.start && span.end >= diagnostic.span.end);
  return diagnostics.filter((diagnostic) => !isPart(diagnostic) && (diagnostic.code !== typeCodes.valueMismatch.code || !places.has(place(diagnostic))));
}

function sorted(diagnostics: readonly Diagnostic[], files: readonly SourceFile[]): Diagnostic[] {
  return [...diagnostics].sort((first, second) => (
    files.indexOf(first.file) - files.indexOf(second.file) || first.span.start - second.span.start));
}
