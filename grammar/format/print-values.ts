/** Names and values as the formatter writes them. */
import { unreachable } from '../../compiler/unreachable.ts';
import type { Label, Name, Points, TextLiteral, TypeNode, Value, ValueOrRange } from '../tree.ts';
import type { DeclaredNames, Space } from './declared-names.ts';
import type { Gaps } from './gaps.ts';
import { doc } from './doc.ts';
import type { Doc } from './doc.ts';

const { fill, group, indent, line, softline } = doc;

const subjectWords: ReadonlySet<string> = new Set(['score', 'tier', 'activity', 'qualified', 'excluded', 'handoff']);
const typeWords: ReadonlySet<string> = new Set(['number', 'boolean', 'text', 'email', 'url', 'country', 'date', 'datetime', 'duration']);

/** `5m` of `USD 5m`: between the two there may be comments, which have their place elsewhere. */
function amountOf(money: string): string {
  return money.slice(3).replace(/#.*/g, '').trim().toLowerCase();
}

/** An element between parentheses, and where its last token ends. */
export interface Element {
  readonly doc: Doc;
  readonly end: number;
}

/** What all printing shares. */
export class Printing {
  readonly gaps: Gaps;
  readonly names: DeclaredNames;

  constructor(gaps: Gaps, names: DeclaredNames) {
    this.gaps = gaps;
    this.names = names;
  }

  source(node: { readonly span: { readonly start: number; readonly end: number } }): string {
    return this.gaps.text.slice(node.span.start, node.span.end);
  }

  /** A name, spelled as it is declared. */
  name(name: Name, first: Space): string {
    if (!name.quoted && subjectWords.has(name.text.toLowerCase())) return name.text.toLowerCase();
    const spelled = this.names.spelled(name, first);
    return name.quoted ? `\`${spelled}\`` : spelled;
  }

  plainName(name: Name, text = name.text): string {
    return name.quoted ? `\`${text}\`` : text;
  }

  text(text: TextLiteral): string {
    return this.source(text);
  }

  label(label: Label): string {
    return label.kind === 'text' ? this.text(label) : this.plainName(label);
  }

  points(points: Points): string {
    return this.source(points).toLowerCase();
  }

  value(value: Value): string {
    const source = this.source(value);
    switch (value.kind) {
      case 'number': case 'percent': case 'duration': return source.toLowerCase();
      case 'money': return /^[A-Za-z]/.test(source) ? `${value.currency} ${amountOf(source)}` : source.toLowerCase();
      case 'date': return source;
      case 'instant': return source.toUpperCase();
      case 'text': return source;
      case 'word': return /^(true|false)$/i.test(source) ? source.toLowerCase() : source;
      default: return unreachable(value);
    }
  }

  valueOrRange(value: ValueOrRange): string {
    if (value.kind !== 'range') return this.value(value);
    return `${value.low === undefined ? '' : this.value(value.low)}..${value.high === undefined ? '' : this.value(value.high)}`;
  }

  values(values: readonly ValueOrRange[]): Element[] {
    return values.map((value) => ({ doc: this.valueOrRange(value), end: value.span.end }));
  }

  /** `(a, b)`; too long, one element a line, or with `filled` as many as fit. `from` is where the search for the `(` begins. */
  parenthesized(from: number, elements: readonly Element[], filled = false): Doc {
    const { gaps } = this;
    const open = gaps.afterOpen(from);
    const end = elements[elements.length - 1]?.end ?? open;
    const isFilled = filled && !gaps.hasComments(open, end);
    return group(['(', indent([gaps.breakAt(open, softline), this.separated(elements, isFilled)]), gaps.breakAt(end, softline), ')']);
  }

  /** `a, b`, which may be broken after each comma. */
  separated(elements: readonly Element[], filled: boolean): Doc {
    const parts: Doc[] = [];
    elements.forEach((element, index) => {
      const isLast = index === elements.length - 1;
      parts.push(isLast ? element.doc : [element.doc, ',']);
      if (!isLast) parts.push(this.gaps.breakAt(this.gaps.afterComma(element.end), line));
    });
    return filled ? fill(parts) : parts;
  }

  /** A list that is not in parentheses: as many on a line as fit. */
  listed(elements: readonly Element[]): Doc {
    const first = elements[0];
    const last = elements[elements.length - 1];
    const hasComments = first !== undefined && last !== undefined && this.gaps.hasComments(first.end, last.end);
    return group(indent(this.separated(elements, !hasComments)));
  }

  texts(texts: readonly TextLiteral[]): Element[] {
    return texts.map((text) => ({ doc: this.text(text), end: text.span.end }));
  }

  type(type: TypeNode): Doc {
    switch (type.kind) {
      case 'plain type': {
        const lower = type.name.text.toLowerCase();
        return this.plainName(type.name, !type.name.quoted && typeWords.has(lower) ? lower : type.name.text);
      }
      case 'money type': return `money ${type.currency.text.toUpperCase()}`;
      case 'date type': return `${type.name} ${this.text(type.format)}`;
      case 'one of type': return ['one of ', this.parenthesized(type.span.start, type.members.map((member) => ({
        doc: [this.plainName(member.name), ...member.spellings.map((spelling) => ` ${this.text(spelling)}`)], end: member.span.end,
      })), true)];
      case 'list type': return ['list of ', this.type(type.element)];
      default: return unreachable(type);
    }
  }
}
