/** A syntax tree in a compact form that a person can compare with the text. */
import type {
  Clause, Condition, Label, Name, Part, Points, SectionItem, SectionSetting, Tail, TextLiteral, TypeNode, Value, ValueOrRange,
} from '../../grammar/tree.ts';
import type { BlockItem } from '../../grammar/build-tree.ts';
import { unreachable } from '../../compiler/unreachable.ts';

const list = (parts: readonly string[]): string => parts.join(', ');
const given = (word: string, value: string | undefined): string => (value === undefined ? '' : ` ${word}${value}`);

export function printName(name: Name): string {
  return name.quoted ? `\`${name.text}\`` : name.text;
}

/** A star that is a wildcard prints as `<*>`, so that it differs from one that is itself. */
export function printText(text: TextLiteral): string {
  return JSON.stringify(text.pieces.join('<*>'));
}

function printLabel(label: Label): string {
  return label.kind === 'name' ? printName(label) : printText(label);
}

export function printValue(value: ValueOrRange): string {
  switch (value.kind) {
    case 'number': return value.signed && !value.decimal.startsWith('-') ? `+${value.decimal}` : value.decimal;
    case 'percent': return `${value.decimal}%`;
    case 'duration': return `${value.milliseconds}ms`;
    case 'money': return `${value.currency} ${value.decimal}`;
    case 'date': return `date ${value.year}-${value.month}-${value.day}`;
    case 'instant': return `instant ${value.local}${value.offsetMinutes === undefined ? '' : ` offset ${value.offsetMinutes}`}`;
    case 'text': return printText(value);
    case 'word': return value.text;
    case 'range': return `${value.low === undefined ? '' : printValue(value.low)}..${value.high === undefined ? '' : printValue(value.high)}`;
    default: return unreachable(value);
  }
}

const printValues = (values: readonly (Value | ValueOrRange)[]): string => `(${list(values.map(printValue))})`;

export function printCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'or': return `{${condition.parts.map(printCondition).join(' or ')}}`;
    case 'and': return `{${condition.parts.map(printCondition).join(' and ')}}`;
    case 'not': return `not ${printCondition(condition.operand)}`;
    case 'group': return `(${printCondition(condition.inner)})`;
    case 'quantified': return `${condition.quantifier}${given('', condition.count?.decimal)} of (${condition.parts.map(printCondition).join(', ')})`;
    case 'predicate': {
      const path = condition.path.map(printName).join('.');
      const prefix = `${condition.no === undefined ? '' : 'no '}${condition.measure === undefined ? '' : `${condition.measure.kind} `}`;
      return `${prefix}${path}${condition.clauses.map((clause) => `‹${printClause(clause)}›`).join('')}`;
    }
    default: return unreachable(condition);
  }
}

export function printClause(clause: Clause): string {
  switch (clause.kind) {
    case 'alone': return printValue(clause.value);
    case 'relation': return `${clause.operator} ${printValue(clause.value)}`;
    case 'in': return `${clause.negated ? 'not ' : ''}in ${printValues(clause.entries)}`;
    case 'in list': return `${clause.negated ? 'not ' : ''}in list ${printName(clause.list)}`;
    case 'text comparison': {
      const { operand } = clause;
      const operands = operand.kind === 'one' ? printValue(operand.value) : operand.kind === 'any of' ? `any of ${printValues(operand.values)}` : `any of list ${printName(operand.list)}`;
      return `${clause.negated ? 'not ' : ''}${clause.operator} ${operands}`;
    }
    case 'has': return `${clause.negated ? 'not ' : ''}has ${clause.quantifier} ${printValues(clause.values)}`;
    case 'presence': return `is ${clause.negated ? 'not ' : ''}${clause.state}`;
    case 'date comparison': return `${clause.operator} ${printValue(clause.value)}`;
    case 'within': return `within ${printValue(clause.duration)}`;
    case 'where': return `where ${printCondition(clause.filter)}`;
    default: return unreachable(clause);
  }
}

const printPoints = (points: Points): string => `${points.decimal.startsWith('-') ? '' : '+'}${points.decimal}`;

function printTail(tail: Tail): string {
  switch (tail.kind) {
    case 'within': case 'once every': return `${tail.kind} ${printValue(tail.duration)}`;
    case 'up to': return `up to ${printValue(tail.limit)}`;
    case 'when': return `when ${printCondition(tail.condition)}`;
    case 'as': return `as ${printText(tail.label)}`;
    case 'once per': return `once per ${tail.unit}`;
    case 'once': return 'once';
    case 'at most': return `at most ${tail.count.decimal}`;
    case 'decay': return `decay ${printValue(tail.percent)} every ${printValue(tail.every)}`;
    case 'fade': return `fade over ${printValue(tail.over)}`;
    default: return unreachable(tail);
  }
}

const printTails = (tails: readonly Tail[]): string => tails.map((tail) => ` [${printTail(tail)}]`).join('');

function printSectionItem(item: SectionItem): string {
  switch (item.kind) {
    case 'requirement': return `require${item.require === undefined ? ' (unsaid)' : ''} ${printCondition(item.condition)}`;
    case 'points rule': return `rule ${printCondition(item.condition)} ${printPoints(item.points)}${printTails(item.tail)}`;
    case 'banded rule': {
      const cases = item.cases.map((each) => `${each.comparison === undefined ? 'otherwise' : printClause(each.comparison)} ${printPoints(each.points)}`);
      return `bands ${printCondition(item.subject)}: ${cases.join(' | ')}${printTails(item.tail)}`;
    }
    case 'proportional rule': return `proportional ${printCondition(item.subject)} ${printPoints(item.points)} per ${printValue(item.unit)}${printTails(item.tail)}`;
    case 'broken': return 'broken';
    default: return unreachable(item);
  }
}

export function printType(type: TypeNode): string {
  switch (type.kind) {
    case 'plain type': return printName(type.name);
    case 'money type': return `money ${printName(type.currency)}`;
    case 'date type': return `${type.name} ${printText(type.format)}`;
    case 'one of type': return `one of (${list(type.members.map((member) => [printName(member.name), ...member.spellings.map(printText)].join(' ')))})`;
    case 'list type': return `list of ${printType(type.element)}`;
    default: return unreachable(type);
  }
}

export function printItem(item: BlockItem): string {
  switch (item.kind) {
    case 'requirement': case 'points rule': case 'banded rule': case 'proportional rule': case 'broken': return printSectionItem(item);
    case 'owner': return `owner ${printText(item.owner)}`;
    case 'review by': return `review by ${printValue(item.date)}`;
    case 'timezone': return `timezone ${printText(item.timezone)}`;
    case 'lead': return `lead ${printName(item.name)} ${printType(item.type)}${item.from.map((from) => ` from ${printText(from)}`).join('')}`;
    case 'event': {
      const properties = item.properties.map((property) => `${printName(property.name)} ${printType(property.type)}`);
      return `event ${printName(item.name)} (${list(properties)})${item.passive ? ' passive' : ''}${item.from.map((from) => ` from ${printText(from)}`).join('')}`;
    }
    case 'missing': return `missing ${list(item.texts.map(printText))}`;
    case 'list': return `list ${printName(item.name)} = ${list(item.entries.map(printValue))}`;
    case 'define item': return `define ${printName(item.name)} = ${printCondition(item.condition)}`;
    case 'exclusion': return `exclude ${printCondition(item.condition)}`;
    case 'handoff item': {
      const within = item.within === undefined ? undefined : printValue(item.within);
      return `to ${printText(item.to)}${given('within ', within)}${given('when ', item.when === undefined ? undefined : printCondition(item.when))}`;
    }
    case 'given': return `given ${list(item.entries.map((entry) => {
      const elements = entry.parenthesized?.map((element) => {
        const value = element.values === undefined ? printValue(element.value) : printValues(element.values);
        return `${element.property === undefined ? '' : `${printName(element.property)}: `}${value}`;
      });
      const time = entry.time === undefined ? undefined : printValue(entry.time.kind === 'ago' ? entry.time.duration : entry.time.date);
      return `${entry.count === undefined ? '' : `${entry.count.decimal} x `}${printName(entry.name)}${given('= ', entry.value && printValue(entry.value))}`
        + `${given('', elements && `(${list(elements)})`)}${given(`${entry.time?.kind} `, time)}`;
    }))}`;
    case 'expect': return `expect ${list(item.outcomes.map((outcome) => `${outcome.negation === undefined ? '' : `${outcome.negation} `}${printName(outcome.name)}`
      + `${outcome.comparison === undefined ? '' : `‹${printClause(outcome.comparison)}›`}`))}`;
    case 'at': return `at ${printValue(item.date)}`;
    case 'claim item': return `claim${given('', item.word)}${given('', item.premise && `${printCondition(item.premise)} =>`)} ${printCondition(item.conclusion)}`;
    default: return unreachable(item);
  }
}

function printSetting(setting: SectionSetting): string {
  switch (setting.kind) {
    case 'within': return `within ${printValue(setting.duration)}`;
    case 'up to': case 'floor': return `${setting.kind} ${printValue(setting.limit)}`;
    case 'after last': return `after last ${printCondition(setting.selector)}`;
    default: return unreachable(setting);
  }
}

/** A block prints as its first line and one line for each item. */
export function printPart(part: Part): string {
  const bound = (word: string, limit: { readonly decimal: string } | undefined): string => given(`${word} `, limit?.decimal);
  switch (part.kind) {
    case 'use': return `use ${printText(part.path)}`;
    case 'stage': return `stage ${printName(part.name)}${part.also ? ' also' : ''} when ${printCondition(part.condition)}`;
    case 'tier': return `tier ${printLabel(part.label)} when ${printCondition(part.condition)}`;
    case 'tier grid': return `tier = ${list(part.bandings.map((banding) => {
      const cases = banding.cases.map((each) => `${each.comparison === undefined ? 'otherwise' : printClause(each.comparison)} => ${printLabel(each.label)}`);
      return `${printCondition(banding.subject)}: ${cases.join(' | ')}`;
    }))}`;
    case 'score': {
      const terms = part.terms.map((term) => `${term.sign} ${[term.factor && printValue(term.factor), term.name && printName(term.name)].filter(Boolean).join(' * ')}`);
      return `score${given('', part.name && printName(part.name))} = ${terms.join(' ')}${bound('up to', part.upTo)}${bound('floor', part.floor)}`;
    }
    case 'broken': return 'broken';
    case 'definition': case 'test': case 'claim':
      return [`${part.kind}${given('', part.title && printText(part.title))}:`, ...part.items.map((item) => `  ${printItem(item)}`)].join('\n');
    case 'section':
      return [`section ${printName(part.name)}${part.settings.map((setting) => ` [${printSetting(setting)}]`).join('')}:`, ...part.items.map((item) => `  ${printItem(item)}`)].join('\n');
    case 'vocabulary': case 'lists': case 'define': case 'exclude': case 'handoff':
      return [`${part.kind}:`, ...part.items.map((item) => `  ${printItem(item)}`)].join('\n');
    default: return unreachable(part);
  }
}
