/** A lead and what comes of it as a `test` block. Language reference, section 7. */
import type { Definition } from '../../compiler/check/checked.ts';
import type { Explanation } from '../../reference/result.ts';
import { reservedWords, writtenName } from '../../grammar/tokens.ts';
import type { Witness } from '../prove/witness.ts';
import { witnessLines } from '../prove/witness-text.ts';

/** @param section whose score is expected, too */
export function testBlock(title: string, witness: Witness, explanation: Explanation, definition: Definition, section?: string): string {
  const points = section === undefined ? [] : [pointsText(writtenName(section), explanation.sections[section]!)];
  const lines = [...witnessLines(witness, definition), `expect ${[...expectations(explanation), ...points].join(', ')}`];
  return `test ${quoted(title)}:\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('*', '\\*')}"`;
}

/** A sign stands only after an operator. */
function pointsText(name: string, points: number): string {
  return points < 0 ? `${name} = ${points}` : `${name} ${points}`;
}

/** The main outcomes: the stages, or why there are none; the score; tier and handoff where the definition has them. */
function expectations({ score, excluded, qualified, stages, tier, handoff }: Explanation): string[] {
  return [
    ...(excluded ? ['excluded'] : qualified ? [] : ['not qualified']),
    ...Object.entries(stages).map(([name, holds]) => `${holds ? '' : 'not '}${writtenName(name)}`),
    pointsText('score', score),
    ...(tier === undefined ? [] : [tier === null ? 'no tier' : `tier ${/^[A-Za-z_]\w*$/.test(tier) && !reservedWords.has(tier.toLowerCase()) ? tier : quoted(tier)}`]),
    ...(handoff === undefined ? [] : [handoff === null ? 'no handoff' : `handoff ${quoted(handoff.to)}`]),
  ];
}
