/** A text or list for which some tests hold and no others. */
import type { Definition, TypedScalar, TypedValue, ValueTest } from '../../compiler/check/checked.ts';
import type { AskedField, AskedTest } from './asked.ts';
import { fieldSignature } from './kinds.ts';
import { sampleElements, sampleValues } from './sample-values.ts';
import { emptySituation } from './space.ts';

/** Which tests hold for each sample, made once for a field that no test compares with the evaluation time. */
const samplesOf = new WeakMap<AskedField, readonly { readonly value: TypedValue; readonly key: string }[]>();

/** @param wanted the keys of the tests that hold */
export function valueWith(asked: AskedField, wanted: ReadonlySet<string>, isKnown: boolean, definition: Definition, now: number): TypedValue | 'not made' {
  const all = [...asked.tests.values()];
  const signatureOf = (value: TypedValue): Set<string> => fieldSignature(all, { ...emptySituation(definition), now, lead: { id: '', fields: new Map([[asked.field.name, value]]) } });
  const keyOf = (signature: ReadonlySet<string>): string => [...signature].sort().join('\n');
  const samples = (): readonly { readonly value: TypedValue; readonly key: string }[] => sampleValues(asked.type, all).map((value) => ({ value, key: keyOf(signatureOf(value)) }));
  let known = samplesOf.get(asked);
  if (known === undefined) {
    known = samples();
    if (!all.some(({ test }) => asksTime(test))) samplesOf.set(asked, known);
  }
  const key = keyOf(wanted);
  const found = known.find((one) => (one.value !== undefined) === isKnown && one.key === key);
  if (found !== undefined) return found.value;
  if (!isKnown || asked.type.kind !== 'list') return 'not made';
  return listWith(all, wanted, sampleElements(asked.type, all), (list) => signatureOf(list));
}

/** Of all elements that pass nothing that has to fail, as few as do. */
function listWith(tests: readonly AskedTest[], wanted: ReadonlySet<string>, elements: readonly TypedScalar[], signatureOf: (list: readonly TypedScalar[]) => Set<string>): TypedValue | 'not made' {
  const isExact = (list: readonly TypedScalar[]): boolean => {
    const signature = signatureOf(list);
    return signature.size === wanted.size && [...signature].every((key) => wanted.has(key));
  };
  /** More elements never make one of these fail. */
  const growing = tests.filter(({ test }) => test.kind === 'has' && (test.quantifier === 'any' || test.tests.length === 1));
  const shrinking = tests.filter(({ test }) => test.kind === 'not' && test.test.kind === 'has' && (test.test.quantifier === 'any' || test.test.tests.length === 1));
  let list = elements.filter((element) => {
    const signature = signatureOf([element]);
    return growing.every(({ key }) => wanted.has(key) || !signature.has(key)) && shrinking.every(({ key }) => !wanted.has(key) || signature.has(key));
  });
  // `has all of` may need that one of its elements is not there.
  if (!isExact(list)) {
    const left = list.findIndex((_, index) => isExact(without(list, index)));
    if (left === -1) return 'not made';
    list = without(list, left);
  }
  if (list.length === 0) return 'not made';
  for (let index = list.length - 1; index >= 0; index -= 1) {
    const less = without(list, index);
    if (less.length > 0 && isExact(less)) list = less;
  }
  return list;
}

function without<Element>(list: readonly Element[], index: number): Element[] {
  return list.filter((_, other) => other !== index);
}

function asksTime(test: ValueTest): boolean {
  if (test.kind === 'recent') return true;
  if (test.kind === 'any' || test.kind === 'has') return test.tests.some(asksTime);
  return test.kind === 'not' && asksTime(test.test);
}
