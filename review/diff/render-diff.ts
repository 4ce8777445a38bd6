/** A diff as text for terminals and as Markdown for pull requests. */
import type { Change } from './changes.ts';
import type { Effect } from './effect.ts';
import type { DiffProof } from './diff-proof.ts';
import { cell, codeSpan } from './markdown.ts';
import { effectLines, effectMarkdown } from './render-effect.ts';
import { proofJson, proofLines, proofMarkdown } from './render-proof.ts';

export interface DefinitionDiff {
  /** How the two versions are called: paths, or a revision and a path. */
  readonly before: string;
  readonly after: string;
  readonly changes: readonly Change[];
  readonly effect: Effect | undefined;
  /** `undefined`: not asked for. */
  readonly proof?: DiffProof | undefined;
}

const marks: Readonly<Record<Change['kind'], string>> = { added: '+', removed: '-', changed: '~', moved: '>' };

function place(change: Change): string {
  return change.section === undefined ? '' : ` in \`${change.section}\``;
}

/** One line for the change, and one for each fact that changed. */
function changeLines(change: Change): string[] {
  const shown = change.thing === 'rule' || change.thing === 'requirement' || change.thing === 'exclusion' ? `${change.thing} \`${change.name}\`` : `${change.thing} ${change.name}`;
  const head = `${marks[change.kind]} ${change.kind} ${shown}${place(change)}`;
  const whole = change.details.length === 0 && (change.kind === 'added' || change.kind === 'removed') ? change.after ?? change.before : undefined;
  const extra = whole !== undefined && whole !== change.name ? [`    ${whole}`] : [];
  return [head, ...extra, ...change.details.map((detail) => `    ${detail}`)];
}

/** What reading the rules alone tells. */
export function renderByRule({ before, after, changes }: DefinitionDiff): string {
  const lines = [`${before} → ${after}`, ''];
  if (changes.length === 0) lines.push('no change in meaning');
  else lines.push(...changes.flatMap(changeLines));
  return `${lines.join('\n')}\n`;
}

/** What takes longer: the proof, and the effect on data. Nothing where neither was asked for. */
export function renderFindings({ proof, effect }: DefinitionDiff): string {
  const lines: string[] = [];
  if (proof !== undefined) lines.push('', ...proofLines(proof));
  if (effect !== undefined) lines.push('', ...effectLines(effect));
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

export function renderText(diff: DefinitionDiff): string {
  return renderByRule(diff) + renderFindings(diff);
}

/** `fintech.mql at 3f2a...` beside `fintech.mql` is the revision alone, and a commit as short as git shows it. */
function revisionOf({ before, after }: DefinitionDiff): string {
  const revision = before.startsWith(`${after} at `) ? before.slice(after.length + 4) : before;
  return /^[0-9a-f]{40}$/.test(revision) ? revision.slice(0, 8) : revision;
}

export function renderMarkdown(diff: DefinitionDiff): string {
  const { after, changes, effect, proof } = diff;
  const against = codeSpan(revisionOf(diff));
  const lines = [`### ${codeSpan(after)}`, ''];
  if (changes.length === 0) lines.push(`No change in meaning against ${against}.`);
  else {
    lines.push(`Against ${against}:`, '', '| | what | where | change |', '|---|---|---|---|');
    for (const change of changes) {
      const text = change.details.length > 0 ? undefined : change.after ?? change.before ?? '';
      const details = text === undefined ? change.details.map((detail) => codeSpan(detail)).join('<br>') : codeSpan(text);
      // What has no name but its text is said once.
      const what = text === change.name ? change.thing : `${change.thing} ${codeSpan(change.name)}`;
      lines.push(`| ${change.kind} | ${cell(what)} | ${cell(change.section === undefined ? '' : codeSpan(change.section))} | ${cell(details)} |`);
    }
  }
  if (proof !== undefined) lines.push('', ...proofMarkdown(proof));
  if (effect !== undefined) lines.push('', ...effectMarkdown(effect));
  return `${lines.join('\n')}\n`;
}

/** For machines. Positions are lines from 1. */
export function renderJson({ before, after, changes, effect, proof }: DefinitionDiff): string {
  const line = (origin: Change['oldOrigin']): number | null => (origin === undefined ? null : origin.file.text.slice(0, origin.span.start).split('\n').length);
  const plain = {
    before, after, sameMeaning: changes.length === 0,
    changes: changes.map(({ kind, thing, section, name, before: old, after: now, details, oldOrigin, newOrigin }) => ({
      kind, thing, section: section ?? null, name, before: old ?? null, after: now ?? null, details, beforeLine: line(oldOrigin), afterLine: line(newOrigin),
    })),
    proof: proof === undefined ? null : proofJson(proof),
    effect: effect ?? null,
  };
  return `${JSON.stringify(plain, undefined, 2)}\n`;
}
