/** Inlay hints, code lenses and document links. */
import { boundsInPoints, boundsText, pointsText } from './bounds-text.ts';
import { mostPoints } from '../../compiler/reason/points-range.ts';
import type { Span } from '../../compiler/source/span.ts';
import type { SampleScores } from './sample-leads.ts';
import type { Analysis } from '../workspace.ts';
import type { SectionBlock } from '../../grammar/tree.ts';

export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  readonly tooltip: string;
  /** Before the offset's text there is a blank, after it there is one. */
  readonly side: 'before' | 'after';
}

/** `required` before a requirement without the word, `each` after points per occurrence, `at most 60` after a section's name. */
export function inlayHints(analysis: Analysis, range: Span): InlayHint[] {
  const hints: InlayHint[] = [];
  const inside = (offset: number): boolean => range.start <= offset && offset <= range.end;
  const { definition } = analysis;
  const bounds = analysis.bounds();
  if (definition === undefined || bounds === undefined || definition.file !== analysis.file) return hints;
  const blocks = analysis.files.definition.parts.filter((part): part is SectionBlock => part.kind === 'section');

  for (const section of definition.scores) {
    if (section.kind !== 'section') continue;
    const block = blocks.find((one) => one.headerSpan.start === section.origin.span.start);
    if (block === undefined) continue;
    const { least, most } = bounds.score(section);
    if (section.upTo === undefined && most < mostPoints && section.rules.length > 0 && inside(block.name.span.end)) {
      hints.push({ offset: block.name.span.end, label: `at most ${pointsText(most)}`, side: 'after', tooltip: `A lead can score ${boundsInPoints({ ...bounds.score(section), least, most })} here.` });
    }
    const items = new Map(block.items.map((item) => [item.span.start, item]));
    for (const requirement of section.requirements) {
      const item = items.get(requirement.origin.span.start);
      if (item?.kind === 'requirement' && item.require === undefined && inside(item.span.start)) {
        hints.push({ offset: item.span.start, label: 'required', side: 'before', tooltip: 'An item without points is a requirement: every lead that qualifies meets it.' });
      }
    }
    for (const rule of section.rules) {
      const item = items.get(rule.origin.span.start);
      if (rule.kind !== 'occurrence rule' || item?.kind !== 'points rule' || !inside(item.points.span.end)) continue;
      const once = rule.atMost === 1;
      if (!once) hints.push({ offset: item.points.span.end, label: 'each', side: 'after', tooltip: 'Pays for each event that matches.' });
    }
  }
  return hints.sort((first, second) => first.offset - second.offset);
}

export interface CodeLens {
  readonly span: Span;
  readonly title: string;
  /** What to run: `undefined` only shows the title. */
  readonly command:
    | { readonly kind: 'run test'; readonly test: string } | { readonly kind: 'prove claim'; readonly claim: string }
    | { readonly kind: 'run tests' } | { readonly kind: 'explain' } | { readonly kind: 'sample' } | undefined;
}

/**
 * Over each test a way to run it, over each claim a way to prove it where the server can, over the main stage the range of the score and, where
 * there is sample data, how many of its leads are in it.
 */
export function codeLenses(analysis: Analysis, sample?: SampleScores, canProve = false): CodeLens[] {
  const lenses: CodeLens[] = [];
  const { definition } = analysis;
  for (const part of analysis.files.main.parts) {
    if (part.kind === 'test') lenses.push({ span: part.headerSpan, title: 'Run test', command: { kind: 'run test', test: part.title?.value ?? '' } });
    if (part.kind === 'claim' && canProve) lenses.push({ span: part.headerSpan, title: 'Prove', command: { kind: 'prove claim', claim: part.title?.value ?? '' } });
  }
  if (definition !== undefined && definition.file === analysis.file) {
    const bounds = analysis.bounds()?.score('score');
    if (bounds !== undefined) lenses.push({ span: definition.mainStage.origin.span, title: `score: ${boundsText(bounds)}`, command: { kind: 'explain' } });
    if (sample !== undefined) {
      const { name, origin: { span } } = definition.mainStage;
      const reached = sample.results.filter(({ stages }) => stages[name] === true).length;
      lenses.push({ span, title: `${reached} of ${sample.results.length} sample leads ${reached === 1 ? 'is' : 'are'} ${name}`, command: { kind: 'sample' } });
    }
  }
  return lenses.sort((first, second) => first.span.start - second.span.start);
}

export interface DocumentLink {
  readonly span: Span;
  readonly path: string;
}

/** The files that `use` names. */
export function documentLinks(analysis: Analysis): DocumentLink[] {
  return analysis.files.links.filter((link) => link.file === analysis.file).map((link) => ({ span: link.statement.path.span, path: link.path }));
}
