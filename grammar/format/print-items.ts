/** Items of all blocks but sections, first lines of blocks, and statements, as the formatter writes them. */
import { unreachable } from '../../compiler/unreachable.ts';
import type { BlockItem } from '../build-tree.ts';
import type { Block, ClaimItem, GivenEntry, Outcome, ScoreStatement, SectionSetting, Statement } from '../tree.ts';
import { doc } from './doc.ts';
import type { Doc } from './doc.ts';
import { printClause, printCondition, printPredicate } from './print-conditions.ts';
import type { Place } from './print-conditions.ts';
import { printBanding, printSectionItem } from './print-rules.ts';
import type { Element, Printing } from './print-values.ts';

const { group, indent, line } = doc;

const inField: Place = { space: 'field' };
const inScore: Place = { space: 'score' };

export function printItem(item: BlockItem, printing: Printing): Doc {
  const { gaps } = printing;
  switch (item.kind) {
    case 'requirement': case 'points rule': case 'banded rule': case 'proportional rule': case 'broken': return printSectionItem(item, printing);
    case 'owner': return `owner ${printing.text(item.owner)}`;
    case 'review by': return `review by ${printing.value(item.date)}`;
    case 'timezone': return `timezone ${printing.text(item.timezone)}`;
    case 'lead': return [`lead ${printing.name(item.name, 'field')} `, printing.type(item.type), printFrom(item.from, printing)];
    case 'event': {
      const properties = item.properties.map((property) => ({ doc: [printing.plainName(property.name), ' ', printing.type(property.type)], end: property.span.end }));
      return [
        `event ${printing.name(item.name, 'field')}`,
        properties.length === 0 ? '' : [' ', printing.parenthesized(item.name.span.end, properties)],
        item.passive ? ' passive' : '',
        printFrom(item.from, printing),
      ];
    }
    case 'missing': return ['missing ', printing.listed(printing.texts(item.texts))];
    case 'list': return [`${printing.name(item.name, 'field')} = `, printing.listed(printing.values(item.entries))];
    case 'define item': return [`${printing.name(item.name, 'field')} = `, printCondition(item.condition, inField, printing)];
    case 'exclusion': return printCondition(item.condition, inField, printing);
    case 'handoff item': {
      const when = gaps.breakAt(item.within?.span.end ?? item.to.span.end, line);
      return group([
        `to ${printing.text(item.to)}`,
        indent([
          item.within === undefined ? '' : [gaps.breakAt(item.to.span.end, line), `within ${printing.value(item.within)}`],
          item.when === undefined ? '' : [when, 'when ', printCondition(item.when, inScore, printing)],
        ]),
      ]);
    }
    case 'given': return ['given ', printing.listed(item.entries.map((entry) => ({ doc: printGivenEntry(entry, printing), end: entry.span.end })))];
    case 'expect': return ['expect ', printing.listed(item.outcomes.map((outcome) => printOutcome(outcome, printing)))];
    case 'at': return `at ${printing.value(item.date)}`;
    case 'claim item': return printClaim(item, printing);
    default: return unreachable(item);
  }
}

function printFrom(from: Parameters<Printing['texts']>[0], printing: Printing): Doc {
  return from.length === 0 ? '' : [' from ', printing.listed(printing.texts(from))];
}

function printGivenEntry(entry: GivenEntry, printing: Printing): Doc {
  const elements = entry.parenthesized?.map((element): Element => {
    const value = element.values === undefined ? printing.value(element.value) : printing.parenthesized(element.property?.span.end ?? element.span.start, printing.values(element.values), true);
    const property = element.property === undefined ? '' : `${printing.plainName(element.property, printing.names.property(entry.name, element.property))} `;
    return { doc: [property, value], end: element.span.end };
  });
  const { time } = entry;
  return [
    entry.count === undefined ? '' : `${printing.value(entry.count)} `,
    printing.name(entry.name, 'field'),
    entry.value === undefined ? '' : ` ${printing.value(entry.value)}`,
    elements === undefined ? '' : [' ', printing.parenthesized(entry.value?.span.end ?? entry.name.span.end, elements, true)],
    time === undefined ? '' : time.kind === 'ago' ? ` ${printing.value(time.duration)} ago` : ` on ${printing.value(time.date)}`,
  ];
}

function printClaim({ premise, word, conclusion }: ClaimItem, printing: Printing): Doc {
  const claimed = printCondition(conclusion, inScore, printing);
  if (premise === undefined) return [word === undefined ? '' : `${word} `, claimed];
  return group([printCondition(premise, inScore, printing), indent([printing.gaps.breakAt(premise.span.end, line), 'implies ', claimed])]);
}

function printOutcome(outcome: Outcome, printing: Printing): Element {
  const subject = { kind: 'predicate', span: outcome.span, no: undefined, measure: undefined, path: [outcome.name], clauses: [] } as const;
  const comparison: Doc = outcome.comparison === undefined ? '' : [' ', printClause(outcome.comparison, subject, printing)];
  return { doc: [outcome.negation === undefined ? '' : `${outcome.negation} `, printing.name(outcome.name, 'score'), comparison], end: outcome.span.end };
}

export function printStatement(statement: Statement, printing: Printing): Doc {
  switch (statement.kind) {
    case 'use': return `use ${printing.text(statement.path)}`;
    case 'stage':
      return [`${printing.name(statement.name, 'score')} ${statement.also ? 'also ' : ''}when `, printCondition(statement.condition, inScore, printing)];
    case 'tier': return [`tier ${printing.label(statement.label)} when `, printCondition(statement.condition, inScore, printing)];
    case 'tier grid':
      return ['tier = ', group(indent(printing.separated(statement.bandings.map((banding) => ({ doc: printBanding(banding, printing), end: banding.span.end })), false)))];
    case 'score': return printScore(statement, printing);
    case 'broken': return printing.source(statement);
    default: return unreachable(statement);
  }
}

/** A score expression stays on one line: no line may begin with `+ name`. */
function printScore(statement: ScoreStatement, printing: Printing): Doc {
  const terms = statement.terms.map((term, index) => {
    const sign = index === 0 ? (term.sign === '-' ? '-' : '') : `${term.sign} `;
    const factor = term.factor === undefined ? undefined : printing.value(term.factor).replace(/^[+-]/, '');
    return `${sign}${[factor, term.name === undefined ? undefined : printing.name(term.name, 'score')].filter((part) => part !== undefined).join(' * ')}`;
  });
  const bounds = [statement.upTo, statement.floor]
    .filter((bound) => bound !== undefined)
    .sort((left, right) => left.span.start - right.span.start)
    .map((bound) => ({ word: bound === statement.floor ? 'floor' : 'up to', value: printing.value(bound), span: bound.span }));
  const name = statement.name === undefined ? '' : ` ${printing.name(statement.name, 'score')}`;
  const lastTerm = statement.terms[statement.terms.length - 1]!.span.end;
  return group([
    `score${name} = ${terms.join(' ')}`,
    indent(bounds.map(({ word, value }, index) => [printing.gaps.breakAt(bounds[index - 1]?.span.end ?? lastTerm, line), `${word} ${value}`])),
  ]);
}

/** The first line of a block, its colon included. */
export function printHeader(block: Block, printing: Printing): Doc {
  const name = block.kind === 'section' ? printing.name(block.name, 'score') : block.name.text.toLowerCase();
  if ('title' in block) return [name, block.title === undefined ? '' : ` ${printing.text(block.title)}`, ':'];
  if (block.kind !== 'section' || block.settings.length === 0) return [name, ':'];
  const settings = block.settings.map((setting) => ({ doc: printSetting(setting, printing), end: setting.span.end }));
  return [name, ' ', printing.parenthesized(block.name.span.end, settings), ':'];
}

function printSetting(setting: SectionSetting, printing: Printing): Doc {
  switch (setting.kind) {
    case 'within': return `within ${printing.value(setting.duration)}`;
    case 'up to': case 'floor': return `${setting.kind} ${printing.value(setting.limit)}`;
    case 'after last': return ['after last ', printPredicate(setting.selector, setting.selector.clauses, inField, printing)];
    default: return unreachable(setting);
  }
}
