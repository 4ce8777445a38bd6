/** Tests of values, as SQL conditions: true, or else false or null. Language reference, section 4. */
import type { Bound, ScalarType, Test } from '../../plan/plan.ts';
import { unreachable } from '../../unreachable.ts';
import type { Dialect } from './dialect.ts';
import type { Facet } from './scalar-facet.ts';
import { and, caseOf, no, not, or, sql, yes, type Sql } from './sql.ts';

/** What is tested. */
export interface Operand {
  /** How amounts are held: `double`s of the data, or whole numbers. */
  readonly amounts: 'double' | 'whole';
  /** Of the elements, where it is a list. */
  readonly element?: ScalarType;
  facet(facet: Facet): Sql;
  /** Whether the value is one of the members, true or else false or null, where that can be had without the value. */
  isMember?(members: readonly string[]): Sql | undefined;
}

export interface Testing {
  readonly dialect: Dialect;
  readonly now: Sql;
  /** In normal form: an element that is one of them is no element. */
  readonly missingTexts: readonly string[];
}

export function emitTest(testing: Testing, operand: Operand, test: Test): Sql {
  const { dialect, now } = testing;
  switch (test.kind) {
    case 'missing':
      return sql`${operand.facet('value')} is null`;
    case 'known':
      return sql`${operand.facet('value')} is not null`;
    case 'interval':
      return interval(dialect, operand, test.low, test.high);
    case 'recent': {
      const value = operand.facet('value');
      return sql`(${value} > ${now} - ${test.milliseconds} and ${value} <= ${now})`;
    }
    case 'boolean':
      return sql`${operand.facet('value')} = ${test.value ? yes : no}`;
    case 'members': {
      if (test.members.length === 0) return no;
      return operand.isMember?.(test.members) ?? dialect.isOneOf(operand.facet({ members: test.members }), test.members.map((member) => dialect.text(member)));
    }
    case 'text in':
      return dialect.isOneOf(textOf(operand, test.path, test.texts), test.texts.map((text) => dialect.text(text)));
    case 'contains':
      return dialect.like(operand.facet(test.path ? { path: [test.text] } : { containing: [test.text] }), ['', test.text, '']);
    case 'starts with':
      return dialect.like(textOf(operand, test.path, [test.text]), [test.text, '']);
    case 'ends with':
      return dialect.like(textOf(operand, test.path, [test.text]), ['', test.text]);
    case 'matches':
      return dialect.like(textOf(operand, test.path, [longest(test.pieces)]), test.pieces);
    case 'mentions':
      return dialect.like(operand.facet({ words: [longest(test.words)] }), ['', ` ${test.words.join(' ')} `, '']);
    case 'not':
      return not(emitTest(testing, operand, test.test));
    case 'any':
      return or(test.tests.map((each) => emitTest(testing, operand, each)));
    case 'has': {
      const found = test.tests.map((each) => someElement(testing, operand, each));
      return test.quantifier === 'any' ? or(found) : and(found);
    }
    default:
      return unreachable(test);
  }
}

/** The text itself, or the path of an address, which is looked for only where one of the pieces is in the address. */
function textOf(operand: Operand, isPath: boolean, pieces: readonly string[]): Sql {
  return operand.facet(isPath ? { path: pieces } : 'value');
}

function longest(pieces: readonly string[]): string {
  return pieces.reduce((longer, piece) => (piece.length > longer.length ? piece : longer), '');
}

function someElement(testing: Testing, operand: Operand, test: Test): Sql {
  if (operand.element === undefined) throw new Error('`has` of what is no list');
  if (test.kind === 'any') return or(test.tests.map((each) => someElement(testing, operand, each)));
  const { element } = operand;
  if (test.kind === 'text in' && !test.path && !test.texts.some((text) => text === '' || testing.missingTexts.includes(text))) {
    return testing.dialect.listHasOneOf(operand.facet('elements'), test.texts.map((text) => testing.dialect.text(text)));
  }
  let list: Sql | undefined;
  // The facet that the test asks of the element is that of the list's elements.
  const amounts = element.kind === 'number' || element.kind === 'money' ? 'double' : 'whole';
  const holds = emitTest(testing, { amounts, facet: (facet) => {
    list = operand.facet(facet);
    return sql`item`;
  } }, test);
  return list === undefined ? no : testing.dialect.listAny(list, 'item', () => holds);
}

function interval(dialect: Dialect, operand: Operand, low: Bound | null, high: Bound | null): Sql {
  const value = operand.facet('value');
  if (operand.amounts === 'whole') return wholeInterval(value, low, high);
  if (low !== null && high !== null && low.inclusive && high.inclusive) {
    if (low.value === high.value) return sql`${value} = ${dialect.double(low.value)}`;
    return sql`${value} between ${dialect.double(low.value)} and ${dialect.double(high.value)}`;
  }
  return and([
    ...(low === null ? [] : [low.inclusive ? sql`${value} >= ${dialect.double(low.value)}` : sql`${value} > ${dialect.double(low.value)}`]),
    ...(high === null ? [] : [high.inclusive ? sql`${value} <= ${dialect.double(high.value)}` : sql`${value} < ${dialect.double(high.value)}`]),
  ]);
}

/** Whole numbers are compared with whole numbers: the bounds that lie between two of them move to the next inside. */
function wholeInterval(value: Sql, low: Bound | null, high: Bound | null): Sql {
  const least = low === null ? undefined : Number.isInteger(low.value) && !low.inclusive ? low.value + 1 : Math.ceil(low.value);
  const most = high === null ? undefined : Number.isInteger(high.value) && !high.inclusive ? high.value - 1 : Math.floor(high.value);
  const isKnown = sql`${value} is not null`;
  if (least !== undefined && least > Number.MAX_SAFE_INTEGER || most !== undefined && most < Number.MIN_SAFE_INTEGER) return no;
  const asksLeast = least !== undefined && least >= Number.MIN_SAFE_INTEGER;
  const asksMost = most !== undefined && most <= Number.MAX_SAFE_INTEGER;
  if (asksLeast && asksMost) {
    if (least > most) return no;
    return least === most ? sql`${value} = ${least}` : sql`${value} between ${least} and ${most}`;
  }
  if (asksLeast) return sql`${value} >= ${least}`;
  return asksMost ? sql`${value} <= ${most}` : isKnown;
}

/** The first case that takes the value; `null` takes every one, missing too. */
export function firstCase<Case extends { readonly test: Test | null }>(
  testing: Testing, operand: Operand, cases: readonly Case[], then: (one: Case, index: number) => Sql,
): Sql {
  const whens = cases.map((one, index) => [one.test === null ? yes : emitTest(testing, operand, one.test), then(one, index)] as const);
  const end = cases.findIndex((one) => one.test === null);
  const tried = end === -1 ? whens : whens.slice(0, end);
  return caseOf(tried.filter(([when]) => when !== no), end === -1 ? undefined : whens[end]![1]);
}
