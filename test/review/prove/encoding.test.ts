/**
 * What stands behind every proof: whatever the reference says of a lead, the encoding allows it of that lead. Definitions at
 * random, and leads on the edges of what they ask; more definitions with `PROOF_PAIRS`.
 */
import { afterAll, expect, test } from 'vitest';
import type { Definition, TypedEvent, TypedValue } from '../../../compiler/check/checked.ts';
import { evaluate } from '../../../reference/evaluate.ts';
import type { Explanation } from '../../../reference/result.ts';
import { holds } from '../../../reference/conditions.ts';
import { askedOf, OutOfReach, type Asked, type AskedTest } from '../../../review/prove/asked.ts';
import { encodeDefinition, type Encoded } from '../../../review/prove/encode.ts';
import { OpenEvents, withoutEvents } from '../../../review/prove/encode-open.ts';
import { fieldSignature } from '../../../review/prove/kinds.ts';
import { LeadSampler } from '../../../review/prove/sample-leads.ts';
import { and, compare, int, not, real, type Term } from '../../../review/prove/smt.ts';
import { endSolver, openSolver } from '../../../review/prove/solver.ts';
import { emptySituation, makeSpace, type Cell, type FieldVariable, type Space } from '../../../review/prove/space.ts';
import type { Witness } from '../../../review/prove/witness.ts';
import { definitionOf } from '../../check-text.ts';
import { caseOf } from './pairs.ts';

const definitions = Number(process.env['PROOF_PAIRS'] ?? 5);
const seed = Number(process.env['PROOF_SEED'] ?? 1);
const leads = 6;

afterAll(endSolver);

/** That a field has the lead's value. */
function fieldIs(field: FieldVariable, value: TypedValue, definition: Definition, now: number): Term {
  const { asked, known, value: term, choices, tests } = field;
  const isKnown = value === undefined ? not(known) : known;
  if (term === undefined) {
    const situation = { ...emptySituation(definition), now, lead: { id: '', fields: new Map([[asked.field.name, value]]) } };
    const found = fieldSignature([...asked.tests.values()], situation);
    return and([isKnown, ...[...tests].map(([key, one]) => (found.has(key) ? one : not(one)))]);
  }
  if (value === undefined) return isKnown;
  if (choices.length > 0) {
    const index = choices.findIndex((choice) => choice === value);
    return and([isKnown, compare('=', term, int(index === -1 ? choices.length - 1 : index))]);
  }
  if (typeof value === 'boolean') return and([isKnown, value ? term : not(term)]);
  return and([isKnown, compare('=', term, asked.type.kind === 'number' || asked.type.kind === 'money' ? real(Number(value)) : int(Number(value)))]);
}

/** The cell that an event is counted in. */
function cellOf(space: Space, asked: Asked, event: TypedEvent, definition: Definition, now: number): Cell | undefined {
  const type = asked.events.get(event.type.toLowerCase());
  if (type === undefined || event.at > now) return undefined;
  const situation = { ...emptySituation(definition), now };
  const passes = (one: AskedTest): boolean => holds({ kind: 'test', origin: one.subject.origin, subject: one.subject, test: one.test }, situation, event);
  const found = space.cellsOf.get(event.type.toLowerCase())!.filter(({ kind, band }) => band.from <= now - event.at && now - event.at < band.until
    && [...kind.values].every(([name, { holds: keys }]) => [...type.properties.get(name)!.tests.values()].every((one) => keys.has(one.key) === passes(one))));
  expect(found.length, `the cells of ${JSON.stringify([...event.properties])}`).toBe(1);
  return found[0];
}

/** That the lead is this one. */
function leadIs(space: Space, asked: Asked, { lead, events, now }: Witness, definition: Definition): Term[] {
  const cells = events.map((event) => cellOf(space, asked, event, definition, now));
  return [
    compare('=', space.now, int(now)),
    ...[...space.fields.values()].map((field) => fieldIs(field, lead.fields.get(field.asked.field.name), definition, now)),
    ...space.cells.map((cell) => compare('=', cell.count, int(cells.filter((one) => one === cell).length))),
  ];
}

/** That it comes out as the reference says. */
function outcomeIs(encoded: Encoded, { score, sections, qualified, excluded, stages, tier, handoff }: Explanation, definition: Definition): Term[] {
  const points = (shown: number): Term => int(Math.round(shown * 10_000));
  const sign = (term: Term, isTrue: boolean): Term => (isTrue ? term : not(term));
  const labels = encoded.tierLabels.flatMap((label, index) => (label === tier ? [compare('=', encoded.tier, int(index))] : []));
  const handoffs = (definition.handoffs ?? []).flatMap(({ to, within }, index) => (handoff?.to === to && handoff.within_ms === (within ?? null) ? [compare('=', encoded.handoff, int(index))] : []));
  const some = (terms: readonly Term[], none: Term): Term => (terms.length === 0 ? compare('=', none, int(-1)) : terms.length === 1 ? terms[0]! : `(or ${terms.join(' ')})`);
  return [
    compare('=', encoded.score, points(score)),
    ...Object.entries(sections).map(([name, shown]) => compare('=', encoded.scores.get(name.toLowerCase())!, points(shown))),
    sign(encoded.qualified, qualified), sign(encoded.excluded, excluded),
    ...Object.entries(stages).map(([name, isReached]) => sign(encoded.stages.get(name.toLowerCase())!, isReached)),
    some(labels, encoded.tier), some(handoffs, encoded.handoff),
  ];
}

/** Everything is looked into; no event is; and those whose name is drawn are not. */
function openedOf(asked: Asked, each: number): ReadonlySet<string>[] {
  const all = [...asked.events.keys()];
  return [new Set<string>(), new Set(all), new Set(all.filter((_, index) => (index + each) % 2 === 0))];
}

test('whatever becomes of a lead, the encoding allows it', { timeout: 24 * 3_600_000 }, async () => {
  const tried = [0, 0, 0];
  for (let each = seed; each < seed + definitions; each += 1) {
    const definition = definitionOf(caseOf(each).text);
    const asked = askedOf([definition]);
    for (const [kind, open] of openedOf(asked, each).entries()) tried[kind]! += await tryLeads(each, definition, asked, open);
  }
  expect(Math.min(...tried)).toBeGreaterThan(0);
  console.log(`${tried.join(', ')} leads of ${definitions} definitions from seed ${seed}, with all events, none and half of them looked into`);
});

/** How many leads were decided. */
async function tryLeads(each: number, definition: Definition, asked: Asked, open: ReadonlySet<string>): Promise<number> {
  let tried = 0;
  const inside = withoutEvents(asked, open);
  let space: Space;
  let encoded: Encoded;
  try {
    space = makeSpace(inside, definition);
    encoded = encodeDefinition(space, definition, { open: new OpenEvents(definition, open) });
  } catch (problem) {
    if (problem instanceof OutOfReach) return 0;
    throw problem;
  }
  const solver = await openSolver();
  await solver.add(space.script.lines);
  const sampler = new LeadSampler(asked);
  for (let index = 0; index < leads; index += 1) {
    const witness = sampler.lead(index);
    const explanation = evaluate(definition, witness.lead, witness.events, witness.now);
    const given = leadIs(space, inside, witness, definition);
    const verdict = await solver.check([...given, ...outcomeIs(encoded, explanation, definition)], 1_000);
    if (verdict === 'unsat') {
      const { items: _items, ...result } = explanation;
      expect.fail(`PROOF_SEED=${each} PROOF_PAIRS=1, lead ${index}, ${open.size} events left open: ${await solver.check(given, 1_000) === 'unsat' ? 'no such lead' : 'it comes out otherwise'}; ${JSON.stringify({
        result, fields: [...witness.lead.fields], events: witness.events.map((event) => ({ ...event, age: witness.now - event.at, properties: [...event.properties] })),
      })}\n\n${definition.file.text}`);
    }
    if (verdict === 'sat') tried += 1;
  }
  await solver.close();
  return tried;
}
