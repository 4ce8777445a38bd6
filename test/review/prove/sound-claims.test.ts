/**
 * That no claim is called proved which some lead breaks: generated definitions with the claims of their texts, which ask more than the
 * definitions do, and generated leads through the reference. `PROOF_SEED` and `PROOF_PAIRS` as in `sound.test.ts`.
 */
import { afterAll, expect, test } from 'vitest';
import type { Condition, Definition, Stage } from '../../../compiler/check/checked.ts';
import { holds } from '../../../reference/conditions.ts';
import { judge } from '../../../reference/evaluate.ts';
import { readRows } from '../../../reference/read-rows.ts';
import { proveClaims } from '../../../review/prove/prove-claims.ts';
import { endSolver } from '../../../review/prove/solver.ts';
import { definitionOf } from '../../check-text.ts';
import { caseOf } from './pairs.ts';

const count = Number(process.env['PROOF_PAIRS'] ?? 3);
const asked = process.env['PROOF_SEED'] ?? '1';
const seed = asked === 'random' ? Math.floor(Math.random() * 2 ** 30) : Number(asked);
const effort = { milliseconds: Number(process.env['PROOF_TIMEOUT'] ?? 1_000), clock: () => performance.now() };

afterAll(endSolver);

/** As if stages asked what the claims ask, so that all of it is read from the data. */
function asking(definition: Definition): Definition {
  const { origin } = definition.mainStage;
  const conditions = definition.claims.flatMap(({ statements }) => statements.flatMap(({ premise, conclusion }): Condition[] => [...(premise === undefined ? [] : [premise]), conclusion]));
  const stage: Stage = { kind: 'stage', name: 'claims', origin, ways: conditions.map((condition) => ({ origin, condition })) };
  return { ...definition, stages: [...definition.stages, stage] };
}

test('claims that are proved hold for every lead that was tried', { timeout: 24 * 3_600_000 }, async () => {
  const answers: string[] = [];
  let tried = 0;
  for (let each = seed, found = 0; found < count; each += 1) {
    const generated = caseOf(each);
    const definition = definitionOf(generated.text);
    if (definition.claims.length === 0) continue;
    found += 1;
    const { leads, events } = readRows(asking(definition), generated);
    for (const { statements } of await proveClaims(definition, effort)) {
      for (const { statement: { premise, conclusion }, text, proof } of statements) {
        answers.push(proof.kind);
        if (proof.kind !== 'proved') continue;
        for (const lead of leads) {
          const { situation } = judge(definition, lead, events.get(lead.id) ?? [], generated.now);
          tried += 1;
          if ((premise === undefined || holds(premise, situation)) && !holds(conclusion, situation)) {
            expect.fail(`PROOF_SEED=${each} PROOF_PAIRS=1: proved ${text}, broken by ${JSON.stringify([...lead.fields])}\n\n${generated.text}`);
          }
        }
      }
    }
  }
  const counts = Map.groupBy(answers, (answer) => answer);
  console.log(`claims of generated texts, from seed ${seed} on: ${[...counts].map(([answer, { length }]) => `${length} ${answer}`).join(', ')}; ${tried} leads tried against what was proved`);
});
