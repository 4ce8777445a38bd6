/** What a test of a definition expects. Language reference, section 7. */
import type { Definition, Expectation, Test } from '../compiler/check/checked.ts';
import { unreachable } from '../compiler/unreachable.ts';
import { passes } from './conditions.ts';
import { evaluate } from './evaluate.ts';
import type { Result } from './result.ts';
import type { Situation } from './situation.ts';
import { normalForm } from './text.ts';

/** The expectations that are not met; none if the test passes. */
export function unmetExpectations(definition: Definition, test: Test): readonly Expectation[] {
  const result = evaluate(definition, test.lead, test.events, test.at);
  return test.expectations.filter((expectation) => isMet(expectation, result, test, definition) !== expectation.holds);
}

function isMet(expectation: Expectation, result: Result, test: Test, definition: Definition): boolean {
  switch (expectation.kind) {
    case 'stage':
      return result.stages[expectation.stage.name]!;
    case 'qualified':
      return result.qualified;
    case 'excluded':
      return result.excluded;
    case 'score': {
      const points = expectation.score === 'score' ? result.score : result.sections[expectation.score.name]!;
      const situation: Situation = {
        definition, lead: test.lead, events: test.events, now: test.at,
        scores: new Map(), stages: new Map(), excluded: undefined, qualified: undefined, tier: undefined,
      };
      return passes(BigInt(Math.round(points * 10_000)), expectation.test, situation);
    }
    case 'tier':
      return isSame(expectation.label, result.tier ?? undefined);
    case 'handoff':
      return isSame(expectation.to, result.handoff?.to);
    default:
      return unreachable(expectation);
  }
}

/** Without a text, whatever there is will do. */
function isSame(expected: string | undefined, found: string | undefined): boolean {
  if (found === undefined) return false;
  return expected === undefined || normalForm(found) === normalForm(expected);
}
