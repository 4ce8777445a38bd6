/** Items of sections and bandings of tier grids as the formatter writes them. */
import { unreachable } from '../../compiler/unreachable.ts';
import type { BandCase, Banding, BandingCase, Clause, Predicate, SectionItem, Tail } from '../tree.ts';
import { doc, renderDoc } from './doc.ts';
import type { Doc } from './doc.ts';
import { printClause, printCondition, printPredicate, printSubject } from './print-conditions.ts';
import type { Place } from './print-conditions.ts';
import type { Printing } from './print-values.ts';

const { align, group, ifBreak, indent, line } = doc;

const inRule: Place = { space: 'field' };
const inWhen: Place = { space: 'score' };

/** Cases wider than this are not padded, nor is a subject wider than it aligned with. */
const widest = 32;

export function printSectionItem(item: SectionItem, printing: Printing): Doc {
  switch (item.kind) {
    case 'requirement': return [item.require === undefined ? '' : 'require ', printCondition(item.condition, inRule, printing)];
    case 'points rule':
      return [
        printCondition(item.condition, inRule, printing), lineBeforePoints(item.condition.span.end, printing), printing.points(item.points),
        printTails(item.points.span.end, item.tail, printing),
      ];
    case 'banded rule': {
      const end = item.cases[item.cases.length - 1]!.span.end;
      // Where the cases have lines of their own, the tail has, too: it belongs to all of them.
      return group([printBands(item.subject, item.cases, (each) => printing.points(each.points), inRule, printing), tailParts(end, item.tail, printing)]);
    }
    case 'proportional rule': {
      const head = [printPredicate(item.subject, item.subject.clauses, inRule, printing), lineBeforePoints(item.subject.span.end, printing), printing.points(item.points)];
      return [head, indent(printing.gaps.breakAt(item.points.span.end, ' ')), 'per ', printing.value(item.unit), printTails(item.unit.span.end, item.tail, printing)];
    }
    case 'broken': return printing.source(item);
    default: return unreachable(item);
  }
}

/** Points stay on the line of their condition, but a comment may stand before them. */
function lineBeforePoints(end: number, printing: Printing): Doc {
  return indent(printing.gaps.breakAt(end, ' '));
}

function printTails(start: number, tails: readonly Tail[], printing: Printing): Doc {
  return group(tailParts(start, tails, printing));
}

function tailParts(start: number, tails: readonly Tail[], printing: Printing): Doc {
  return indent(tails.map((tail, index) => [printing.gaps.breakAt(tails[index - 1]?.span.end ?? start, line), printTail(tail, printing)]));
}

function printTail(tail: Tail, printing: Printing): Doc {
  switch (tail.kind) {
    case 'within': return `within ${printing.value(tail.duration)}`;
    case 'up to': return `up to ${printing.value(tail.limit)}`;
    case 'when': return ['when ', printCondition(tail.condition, inWhen, printing)];
    case 'as': return `as ${printing.text(tail.label)}`;
    case 'once per': return `once per ${tail.unit}`;
    case 'once every': return `once every ${printing.value(tail.duration)}`;
    case 'once': return 'once';
    case 'at most': return `at most ${printing.value(tail.count)} times`;
    case 'decay': return `decay ${printing.value(tail.percent)} every ${printing.value(tail.every)}`;
    case 'fade': return `fade over ${printing.value(tail.over)}`;
    default: return unreachable(tail);
  }
}

/**
 * `subject case +n | case +n`. Too long for a line, each case has its own, bars and points one below the other:
 *
 *     employees 1..49   +0
 *             | 50..199 +10
 */
function printBands<Case extends BandCase | BandingCase>(
  subject: Predicate, cases: readonly Case[], result: (each: Case) => string, place: Place, printing: Printing,
): Doc {
  const head = printSubject(subject, place, printing);
  const tests = cases.map((each, index) => printTest(each, index === 0 ? subject.clauses : [], subject, printing));
  const widths = tests.map((test) => renderDoc(test, Number.POSITIVE_INFINITY).length);
  const padded = Math.max(...widths.filter((width) => width <= widest));
  const bars = head.length <= widest ? align(head.length - 1, body()) : indent(body());
  return [head, ' ', bars];

  function body(): Doc {
    return cases.map((each, index): Doc => {
      const before = cases[index - 1];
      const pad = ' '.repeat(Math.max(0, padded - widths[index]!));
      return [before === undefined ? '' : [printing.gaps.breakAt(before.span.end, line), '| '], tests[index]!, ifBreak(pad, ''), ' ', result(each)];
    });
  }
}

/** A case's comparison; the clauses that belong to the subject stand with the first, in the order of the text. */
function printTest(each: BandCase | BandingCase, subjectClauses: readonly Clause[], subject: Predicate, printing: Printing): Doc {
  if (each.comparison === undefined) return 'otherwise';
  const clauses = [...subjectClauses, each.comparison].sort((left, right) => left.span.start - right.span.start);
  return clauses.map((clause, index): Doc => [index === 0 ? '' : ' ', printClause(clause, subject, printing)]);
}

export function printBanding(banding: Banding, printing: Printing): Doc {
  return group(printBands(banding.subject, banding.cases, (each) => printing.label(each.label), inWhen, printing));
}
