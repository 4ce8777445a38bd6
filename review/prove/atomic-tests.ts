/** Tests of texts and lists as combinations of the plain tests in them, so that `any of ("a", "b")` is what its parts are. */
import type { ValueTest } from '../../compiler/check/checked.ts';
import { testKey } from '../../compiler/reason/keys.ts';
import { unreachable } from '../../compiler/unreachable.ts';
import type { AskedTest } from './asked.ts';
import { relationsOf } from './kinds.ts';
import { and, implies, not, or } from './smt.ts';
import type { Script, Term } from './smt.ts';

/** Longer lists are taken as one test, whose relations to others are still known. */
const mostMembers = 40;

/** Of each asked test, by its key, the term that says whether it holds. */
export function atomicTests(script: Script, name: string, tests: readonly AskedTest[], known: Term, isList: boolean): Map<string, Term> {
  const atoms = new Map<string, { readonly asked: AskedTest; readonly term: Term }>();
  const parts = new Map<string, Term>();

  /** Whether the part that a test looks at is there. Every url has a path. */
  const partKnown = ({ subject }: AskedTest): Term => {
    const part = subject.kind === 'field' ? subject.part : undefined;
    if (part === undefined || part === 'path') return known;
    const term = parts.get(part) ?? script.fresh('Bool', `known_${name}_${part}`);
    if (!parts.has(part)) script.assert(implies(term, known));
    parts.set(part, term);
    return term;
  };
  const atom = (asked: AskedTest, test: ValueTest): Term => {
    const part = asked.subject.kind === 'field' ? asked.subject.part ?? '' : '';
    const key = `${part} ${testKey(test)}`;
    const made = atoms.get(key);
    if (made !== undefined) return made.term;
    const term = script.fresh('Bool', `holds_${name}`);
    // What is missing passes no test but `missing` and what is negated.
    script.assert(implies(term, partKnown(asked)));
    atoms.set(key, { asked: { ...asked, key, test }, term });
    return term;
  };
  const termOf = (asked: AskedTest, test: ValueTest): Term => {
    switch (test.kind) {
      case 'known': return partKnown(asked);
      case 'missing': return not(partKnown(asked));
      case 'not': return not(termOf(asked, test.test));
      case 'any':
        if (test.tests.length > mostMembers) return atom(asked, test);
        return and([partKnown(asked), or(test.tests.map((one) => termOf(asked, one)))]);
      case 'has': {
        // Of a list, an atom says that some element passes.
        const found = test.tests.map((one) => atom(asked, one));
        return and([known, test.quantifier === 'any' ? or(found) : and(found)]);
      }
      case 'text': case 'interval': case 'recent': case 'boolean': case 'member': case 'label': return atom(asked, test);
      default: return unreachable(test);
    }
  };

  const terms = new Map(tests.map((asked) => [asked.key, termOf(asked, asked.test)]));
  const plain = [...atoms.values()];
  const termByKey = new Map(plain.map(({ asked, term }) => [asked.key, term]));
  for (const { first, second, kind } of relationsOf(plain.map(({ asked }) => asked))) {
    // Different elements of a list may pass tests that rule each other out.
    if (kind === 'disjoint' && isList) continue;
    script.assert(implies(termByKey.get(first.key)!, kind === 'implies' ? termByKey.get(second.key)! : not(termByKey.get(second.key)!)));
  }
  return terms;
}
