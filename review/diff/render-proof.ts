/** What was proved of a change, as text, Markdown and JSON. */
import { unreachable } from '../../compiler/unreachable.ts';
import { formatPoints } from '../../runtime/format-points.ts';
import type { Explanation } from '../../reference/result.ts';
import type { Difference } from '../prove/difference.ts';
import type { Proof } from '../prove/search.ts';
import { witnessLines } from '../prove/witness-text.ts';
import type { DiffProof, OutcomeProof } from './diff-proof.ts';
import { cell, codeSpan } from './markdown.ts';

const same = 'proved: the same result for every lead that could exist';

function name(difference: Difference): string {
  switch (difference.kind) {
    case 'any': return 'some outcome changes';
    case 'stage gained': return `${difference.stage} is gained`;
    case 'stage lost': return `${difference.stage} is lost`;
    case 'score up': return 'the score rises';
    case 'score down': return 'the score falls';
    case 'score': return 'the score changes';
    case 'tier': return 'the tier changes';
    case 'handoff': return 'the handoff changes';
    default: return unreachable(difference);
  }
}

/** A change that is no lead's: what results have in them, such as a stage that nobody reaches. */
function namesText(proof: Proof): string | undefined {
  if (proof.kind !== 'shown') return undefined;
  const names = ({ sections, stages, tier, handoff }: Explanation): string[] => [
    ...Object.keys(sections), ...Object.keys(stages), ...(tier === undefined ? [] : ['tier']), ...(handoff === undefined ? [] : ['handoff']),
  ];
  const [before, after] = proof.explanations.map(names);
  const without = (all: readonly string[], others: readonly string[]): string => all
    .filter((one) => !others.some((other) => other.toLowerCase() === one.toLowerCase())).map((one) => `\`${one}\``).join(', ');
  const [gone, added] = [without(before!, after!), without(after!, before!)];
  if (gone === '' && added === '') return undefined;
  return ['results', gone === '' ? '' : `no longer say ${gone}`, gone === '' || added === '' ? '' : 'and', added === '' ? '' : `newly say ${added}`].filter((part) => part !== '').join(' ');
}

/** Of scores, how far they go. */
function reach({ score }: DiffProof, { kind }: Difference): string {
  if (kind !== 'score up' && kind !== 'score down') return '';
  const most = kind === 'score up' ? score.mostUp : score.mostDown;
  return most === undefined ? '; no limit was proved' : `, by at most ${formatPoints(most / 10_000)}`;
}

/** Score and outcomes in one line. */
function outcomeText({ score, stages, excluded, qualified, tier, handoff }: Explanation): string {
  const reached = Object.keys(stages).filter((stage) => stages[stage]);
  return [
    `score ${formatPoints(score)}`, excluded ? 'excluded' : qualified ? '' : 'not qualified', ...reached,
    tier === undefined || tier === null ? '' : `tier ${tier}`, handoff === undefined || handoff === null ? '' : `handoff "${handoff.to}"`,
  ].filter((part) => part !== '').join(', ');
}

function strictlyText({ strictly }: DiffProof): string | undefined {
  if (strictly === undefined) return undefined;
  return strictly === 'tighter' ? 'strictly tighter: proved that no lead gains a stage' : 'strictly looser: proved that no lead loses a stage';
}

/** Leads that could come to an outcome; what no lead can do is left to one line. */
function possible({ outcomes, any }: DiffProof): readonly OutcomeProof[] {
  const found = outcomes.filter(({ proof }) => proof.kind !== 'proved');
  return found.some(({ proof }) => proof.kind === 'shown') || any.kind !== 'shown' ? found : [{ difference: { kind: 'any' }, proof: any }, ...found];
}

function impossible({ outcomes }: DiffProof): string | undefined {
  const never = outcomes.filter(({ proof }) => proof.kind === 'proved').map(({ difference }) => name(difference));
  return never.length === 0 ? undefined : `proved that never: ${never.join('; ')}`;
}

/** Rows are read by the columns that a version asks about: there proofs of leads end. */
function readingText({ reading: { noLonger, newly } }: DiffProof): string | undefined {
  const list = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');
  const parts = [
    ...(noLonger.length === 0 ? [] : [`no longer reads ${list(noLonger)}, and takes rows with a value there that cannot be read`]),
    ...(newly.length === 0 ? [] : [`newly reads ${list(newly)}, and sets aside rows with a value there that cannot be read`]),
  ];
  return parts.length === 0 ? undefined : `the new version ${parts.join('; it ')}`;
}

export function proofLines(proof: DiffProof): string[] {
  if (proof.answer === 'same') return [same, ...[readingText(proof)].flatMap((line) => line ?? [])];
  const lines = proof.answer === 'undecided' ? [`not decided whether any lead comes out differently: ${proof.reason ?? 'the time ran out'}`] : ['for some leads that could exist:'];
  for (const { difference, proof: answer } of possible(proof)) {
    if (answer.kind === 'undecided') lines.push(`  it may be that ${name(difference)}${reach(proof, difference)}: ${answer.reason.replace(/^it may be: /, '')}`);
    if (answer.kind !== 'shown') continue;
    const [before, after] = answer.explanations;
    const names = difference.kind === 'any' ? namesText(answer) : undefined;
    if (names !== undefined) { lines.push(`  ${names}`); continue; }
    lines.push(`  ${name(difference)}${reach(proof, difference)}, such as by`, ...leadLines(answer, proof).map((line) => `    ${line}`));
    lines.push(`      before: ${outcomeText(before!)}`, `      after:  ${outcomeText(after!)}`);
  }
  const strictly = strictlyText(proof);
  const never = impossible(proof);
  return [...lines, ...(strictly === undefined ? [] : [strictly]), ...(never === undefined ? [] : [never])];
}

function leadLines(answer: Extract<Proof, { kind: 'shown' }>, { definition }: DiffProof): string[] {
  const lines = witnessLines(answer.witness, definition);
  return lines.length === 0 ? ['a lead of which nothing is known'] : lines;
}

export function proofMarkdown(proof: DiffProof): string[] {
  if (proof.answer === 'same') {
    const reading = readingText(proof);
    return ['**Proved:** the same result for every lead that could exist.', ...(reading === undefined ? [] : ['', `${reading[0]!.toUpperCase()}${reading.slice(1)}.`])];
  }
  const lines = proof.answer === 'undecided' ? [`**Not decided** whether any lead comes out differently: ${proof.reason ?? 'the time ran out'}.`] : ['**For some leads that could exist:**'];
  const rows = possible(proof).map(({ difference, proof: answer }) => {
    if (answer.kind !== 'shown') return `| may be: ${cell(name(difference))}${reach(proof, difference)} | | | |`;
    const names = difference.kind === 'any' ? namesText(answer) : undefined;
    if (names !== undefined) return `| ${cell(names)} | | | |`;
    const lead = leadLines(answer, proof).map((line) => cell(codeSpan(line))).join('<br>');
    return `| ${cell(name(difference))}${reach(proof, difference)} | ${lead} | ${cell(outcomeText(answer.explanations[0]!))} | ${cell(outcomeText(answer.explanations[1]!))} |`;
  });
  if (rows.length > 0) lines.push('', '| what can change | a lead that shows it | before | after |', '|---|---|---|---|', ...rows);
  const strictly = strictlyText(proof);
  const never = impossible(proof);
  if (strictly !== undefined) lines.push('', `**${strictly[0]!.toUpperCase()}${strictly.slice(1)}.**`);
  if (never !== undefined) lines.push('', `${never[0]!.toUpperCase()}${never.slice(1)}.`);
  return lines;
}

export function proofJson(proof: DiffProof): unknown {
  const points = (most: number | undefined): number | null => (most === undefined ? null : most / 10_000);
  return {
    answer: proof.answer, reason: proof.reason ?? null, reading: proof.reading, strictly: proof.strictly ?? null,
    score: proof.answer === 'same' ? { mostDown: 0, mostUp: 0 } : { mostDown: points(proof.score.mostDown), mostUp: points(proof.score.mostUp) },
    outcomes: proof.outcomes.map(({ difference, proof: answer }) => ({
      outcome: difference.kind, stage: 'stage' in difference ? difference.stage : null,
      answer: answer.kind === 'shown' ? 'shown' : answer.kind === 'proved' ? 'never' : 'may', reason: answer.kind === 'undecided' ? answer.reason : null,
      lead: answer.kind !== 'shown' ? null : witnessJson(answer),
    })),
  };
}

function witnessJson({ witness: { lead, events, now }, explanations }: Extract<Proof, { kind: 'shown' }>): unknown {
  const plain = ({ items: _items, id: _id, ...result }: Explanation): unknown => result;
  return {
    now: new Date(now).toISOString(), fields: Object.fromEntries(lead.fields),
    events: events.map(({ type, at, properties }) => ({ type, at: new Date(at).toISOString(), properties: Object.fromEntries(properties) })),
    before: plain(explanations[0]!), after: plain(explanations[1]!),
  };
}
