/** A test of a value as a JavaScript expression that is a boolean. */
import { unreachable } from '../../unreachable.ts';
import type { Bound, Test } from '../../plan/plan.ts';
import { literal } from './code.ts';
import type { ModuleParts } from './module-parts.ts';
import { isFoundInLowerCase, knownCode, missingCode, type Form } from './views.ts';

/**
 * Gives the local in which the value is held; `path`: as a url's path; `as`: in a form that is quicker to
 * read than the normal one, where that does.
 */
export type Operand = (path: boolean, as?: 'raw' | 'lower case') => { readonly name: string; readonly form: Form };

/** More alternatives than this are looked up in a set. */
const longest = 8;

export function testCode(parts: ModuleParts, test: Test, operand: Operand): string {
  switch (test.kind) {
    case 'missing':
    case 'known': {
      const { name, form } = operand(false);
      return test.kind === 'missing' ? missingCode(form, name) : knownCode(form, name);
    }
    case 'not':
      return `!${grouped(testCode(parts, test.test, operand))}`;
    case 'any':
      return disjunction(test.tests.map((each) => testCode(parts, each, operand)));
    case 'has': {
      const found = test.tests.map((each) => foundCode(parts, each, operand));
      return test.quantifier === 'any' ? disjunction(found) : conjunction(found);
    }
    case 'contains':
      return scalarCode(parts, test, (isFoundInLowerCase(test.text) ? operand(false, 'lower case') : operand(false)).name);
    case 'members':
      return scalarCode(parts, test, operand(false, 'raw').name);
    default:
      return scalarCode(parts, test, operand('path' in test && test.path).name);
  }
}

/** Whether some element of the list passes the test. */
function foundCode(parts: ModuleParts, test: Test, operand: Operand): string {
  const { name } = operand('path' in test && test.path);
  // Missing values are never elements.
  if (test.kind === 'known') return `${name}.length !== 0`;
  return `${name}.some((element) => ${scalarCode(parts, test, 'element')})`;
}

type ScalarTest = Exclude<Test, { readonly kind: 'missing' | 'known' | 'not' | 'any' | 'has' }>;

function scalarCode(parts: ModuleParts, test: Test, name: string): string {
  const scalar = test as ScalarTest;
  switch (scalar.kind) {
    case 'interval':
      return intervalCode(name, scalar.low, scalar.high);
    case 'recent':
      return `${name} > now - ${scalar.milliseconds} && ${name} <= now`;
    case 'boolean':
      return `${name} === ${scalar.value}`;
    case 'members':
      return oneOf(parts, name, scalar.members, 'members');
    case 'text in':
      return oneOf(parts, name, scalar.texts, 'texts');
    case 'contains':
      return `${name}.includes(${literal(scalar.text)})`;
    case 'starts with':
      return `${name}.startsWith(${literal(scalar.text)})`;
    case 'ends with':
      return `${name}.endsWith(${literal(scalar.text)})`;
    case 'mentions':
      return `${parts.helper('mentions')}(${name}, ${parts.constant('words', literal(scalar.words))})`;
    case 'matches':
      return `${parts.helper('matches')}(${name}, ${parts.constant('pattern', literal(scalar.pieces))})`;
    default:
      return unreachable(scalar);
  }
}

export function intervalCode(name: string, low: Bound | null, high: Bound | null): string {
  const sides = [
    ...(low === null ? [] : [`${name} ${low.inclusive ? '>=' : '>'} ${literal(low.value)}`]),
    ...(high === null ? [] : [`${name} ${high.inclusive ? '<=' : '<'} ${literal(high.value)}`]),
  ];
  return sides.join(' && ');
}

function oneOf(parts: ModuleParts, name: string, values: readonly string[], prefix: string): string {
  if (values.length > longest) return `${parts.constant(prefix, `new Set(${literal(values)})`)}.has(${name})`;
  return disjunction(values.map((value) => `${name} === ${literal(value)}`));
}

export function disjunction(codes: readonly string[]): string {
  return codes.length === 1 ? codes[0]! : codes.map(asPart).join(' || ');
}

export function conjunction(codes: readonly string[]): string {
  return codes.length === 1 ? codes[0]! : codes.map(asPart).join(' && ');
}

/** As a part of an `&&` or `||`: comparisons and calls stand there without parentheses. */
export function asPart(code: string): string {
  return /^!?[\w$.]+( (===|!==|<|<=|>|>=) (-?[\w.$]+|"[^"\\&|?=]*")|\([^()&|?=]*\))?$/.test(code) ? code : `(${code})`;
}

/** In parentheses where operators around it could tear it apart. */
export function grouped(code: string): string {
  return /^[\w$.]+(\(\))?$/.test(code) ? code : `(${code})`;
}
