/**
 * The grammar of values and conditions. Language reference, section 4.
 *
 * What a word is depends on the word after it (`in` is an operator only before `(` or a name), so the alternatives of a clause are chosen by
 * `clauseAhead`, which looks at most three tokens ahead, and never by backtracking.
 *
 * Longer than other files, because Chevrotain wants the rules of a grammar in one class.
 *
 * INVARIANT: a failed rule's message is a noun phrase for what was due (`a value`); `repair.ts` makes diagnostics of it.
 */
import { tokenMatcher } from 'chevrotain';
import type { IParserErrorMessageProvider, IToken, TokenType } from 'chevrotain';
import { isCurrency } from '../tables/currencies.ts';
import { behindItem, ConcreteParser } from './concrete-parser.ts';
import type { Rule, RuleWith } from './concrete-parser.ts';
import * as t from './tokens.ts';

/** What a clause is, seen from its first tokens. */
export type ClauseKind = 'alone' | 'relation' | 'is' | 'in' | 'text' | 'has' | 'date' | 'where' | 'within';

/** What the clause before ended with: it says whether a number alone may follow (as the comparison of a count). */
type Before = 'path' | 'text' | 'filter' | 'word' | 'other';

const duePhrases: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }) => expected.LABEL ?? expected.name,
  buildNoViableAltMessage: ({ customUserDescription }) => customUserDescription ?? '',
  buildEarlyExitMessage: ({ customUserDescription }) => customUserDescription ?? '',
  buildNotAllInputParsedMessage: () => behindItem,
};

const plainValues: ReadonlySet<TokenType> = new Set([t.Text, t.Quantity, t.Percent, t.Money, t.DateToken, t.Instant]);
const numericValues: ReadonlySet<TokenType> = new Set([t.Quantity, t.Percent, t.Money, t.DateToken, t.Instant]);
const signedValues: ReadonlySet<TokenType> = new Set([t.SignedQuantity, t.SignedPercent, t.SignedMoney]);
const textOperators: ReadonlySet<TokenType> = new Set([t.Contains, t.Mentions, t.Matches]);

/** Besides subjects. */
const conditionStarts: ReadonlySet<TokenType> = new Set([t.Not, t.No, t.LeftParen, t.Any, t.All, t.None, t.At]);

export function isAnyWord(token: IToken): boolean {
  return tokenMatcher(token, t.AnyWord);
}

export function touches(left: IToken, right: IToken): boolean {
  return left.startOffset + left.image.length === right.startOffset;
}

/** How rules ask for rules. Made once: these are asked for in every line. */
export const plain = { ARGS: [false] as [boolean] };
export const signedValue = { ARGS: [true] as [boolean] };
const low = { ARGS: [false] as [boolean], LABEL: 'low' };
const signedLow = { ARGS: [true] as [boolean], LABEL: 'low' };
const high = { ARGS: [true] as [boolean], LABEL: 'high' };
const relations: ReadonlySet<TokenType> = new Set([t.Equals, t.NotEquals, t.Less, t.LessEqual, t.Greater, t.GreaterEqual]);
const aName = { ERR_MSG: 'a name' };
/** A token alone has no rule: a node for each would be most of the tree. */
export const aDuration = { ERR_MSG: 'a duration such as `30d`', LABEL: 'duration' };

export class ConditionParser extends ConcreteParser {
  /** `implies` right behind a subject is no value: the item is a claim. */
  protected inClaim = false;

  /** Whether the condition that is being read stands in a `where`. */
  private filter = false;
  /** Whether the value that comes may have a sign. Holds until the next is asked for. */
  private signed = false;
  /** What the clause that comes is. To be set before it is asked for. */
  protected kind: ClauseKind | undefined;
  /** What the clause before ended with. Nested predicates change it, so it is set after each clause. */
  private before: Before = 'path';

  constructor(skipValidations: boolean) {
    super(t.vocabulary, duePhrases, skipValidations);
  }

  /** To be called before each item. */
  protected forget(): void {
    this.filter = false;
  }

  // -------------------------------------------------------------- looking ahead

  /** `USD 5m`: a currency's code before a number. */
  protected isMoneyWord(at: number): boolean {
    const word = this.LA(at);
    return this.LA(at + 1).tokenType === t.Quantity && word.image.length === 3 && isCurrency(word.image) && isAnyWord(word);
  }

  protected startsValue(token: IToken): boolean {
    return plainValues.has(token.tokenType) || isAnyWord(token);
  }

  protected startsSignedValue(token: IToken): boolean {
    return signedValues.has(token.tokenType) || this.startsValue(token);
  }

  /** `in` is the operator only before `(` or a list's name. */
  private opensIn(at: number): boolean {
    const token = this.LA(at);
    return token.tokenType === t.LeftParen || (tokenMatcher(token, t.NameWord) && !this.joinsClaim(at));
  }

  /** `country in implies mql` is India, as what follows `implies` is a condition; in `country in implies implies mql` it is a list. */
  private joinsClaim(at: number): boolean {
    return this.inClaim && this.LA(at).tokenType === t.Implies && this.conditionAt(at + 1);
  }

  private textOperatorAt(at: number): boolean {
    const operator = this.LA(at);
    const next = this.LA(at + 1);
    if (textOperators.has(operator.tokenType)) return this.startsValue(next);
    return (operator.tokenType === t.Starts || operator.tokenType === t.Ends) && next.tokenType === t.With;
  }

  /** Whether the token, a word, is here the beginning of a rule's tail or of what follows a condition, and so no value. */
  private goesOn(word: IToken, next: IToken): boolean {
    switch (word.tokenType) {
      case t.And: case t.Or: case t.When: case t.Once: return true;
      case t.Implies: return this.inClaim;
      // `score never > 100`: what is compared behind it is the subject.
      case t.Always: case t.Never: return this.inClaim && relations.has(next.tokenType);
      case t.Up: return next.tokenType === t.To;
      case t.At: return next.tokenType === t.Most || next.tokenType === t.Least;
      case t.As: return next.tokenType === t.Text;
      case t.Floor: return next.tokenType === t.Quantity || next.tokenType === t.SignedQuantity;
      case t.Decay: return next.tokenType === t.Percent || next.tokenType === t.Quantity;
      case t.Fade: return next.tokenType === t.Over;
      default: return false;
    }
  }

  /** The clause that begins at the next token, or `undefined` where the predicate ends. */
  protected clauseAhead(before: Before): ClauseKind | undefined {
    const next = this.LA(1);
    const second = this.LA(2);
    switch (next.tokenType) {
      case t.Equals: case t.NotEquals: case t.Less: case t.LessEqual: case t.Greater: case t.GreaterEqual:
        return 'relation';
      case t.Is:
        if (second.tokenType === t.Not || (this.startsValue(second) && !this.joinsClaim(2)) || (signedValues.has(second.tokenType) && second.image.startsWith('-'))) return 'is';
        break;
      case t.In:
        if (this.opensIn(2)) return 'in';
        break;
      case t.Not:
        if (second.tokenType === t.In && this.opensIn(3)) return 'in';
        if (second.tokenType === t.Has) return 'has';
        return this.textOperatorAt(2) ? 'text' : undefined;
      case t.Has:
        if (this.startsValue(second) || second.tokenType === t.RangeDots) return 'has';
        break;
      case t.Contains: case t.Mentions: case t.Matches: case t.Starts: case t.Ends:
        if (this.textOperatorAt(1)) return 'text';
        break;
      case t.Before: case t.After:
        if (this.startsValue(second)) return 'date';
        break;
      case t.Within:
        if (second.tokenType === t.Quantity) return 'within';
        break;
      case t.Where:
        if (second.tokenType === t.LeftParen || isAnyWord(second)) return 'where';
        break;
      case t.Text:
        return before === 'path' ? 'alone' : undefined;
      default:
        break;
    }
    if (isAnyWord(next)) {
      if (before === 'path') return this.goesOn(next, second) ? undefined : 'alone';
      return before !== 'word' && before !== 'other' && this.isMoneyWord(1) ? 'alone' : undefined;
    }
    if (numericValues.has(next.tokenType) || next.tokenType === t.RangeDots) return before === 'word' || before === 'other' ? undefined : 'alone';
    return undefined;
  }

  /** What a clause leaves for the one after it. */
  private beforeNext(kind: ClauseKind, first: IToken): Before {
    switch (kind) {
      case 'where': case 'within': case 'in': return 'filter';
      case 'alone': return first.tokenType === t.Text ? 'text' : 'word';
      default: return 'other';
    }
  }

  // -------------------------------------------------------------- values

  /** A value; with `signed`, one that may have a sign. */
  readonly value: RuleWith<boolean> = this.prepared('value', () => {
    const choice = {
      IGNORE_AMBIGUITIES: true,
      ERR_MSG: 'a value',
      DEF: [
        { ALT: () => this.CONSUME(t.Text) },
        { ALT: () => this.CONSUME(t.Quantity) },
        { ALT: () => this.CONSUME(t.Percent) },
        { ALT: () => this.CONSUME(t.Money) },
        { ALT: () => this.CONSUME(t.DateToken) },
        { ALT: () => this.CONSUME(t.Instant) },
        { GATE: () => this.isMoneyWord(1), ALT: () => { this.CONSUME(t.AnyWord); this.CONSUME2(t.Quantity); } },
        { ALT: () => this.CONSUME2(t.AnyWord) },
        { GATE: () => this.signed, ALT: () => this.CONSUME(t.SignedQuantity) },
        { GATE: () => this.signed, ALT: () => this.CONSUME(t.SignedPercent) },
        { GATE: () => this.signed, ALT: () => this.CONSUME(t.SignedMoney) },
      ],
    };
    return (signed = false) => {
      this.signed = signed;
      this.OR(choice);
    };
  });

  /** `value`, `low..high`, `low..`, `..high`. A sign after `..` belongs to the value when it touches the dots. */
  readonly valueOrRange: RuleWith<boolean> = this.prepared('valueOrRange', () => {
    const upper = { GATE: () => this.highAhead(), DEF: () => this.SUBRULE3(this.value, high) };
    const restOfRange = (): void => {
      this.CONSUME2(t.RangeDots);
      this.OPTION2(upper);
    };
    const choice = {
      ERR_MSG: 'a value',
      DEF: [
        { ALT: () => { this.CONSUME(t.RangeDots); this.SUBRULE(this.value, high); } },
        { ALT: () => { this.SUBRULE2(this.value, this.signed ? signedLow : low); this.OPTION(restOfRange); } },
      ],
    };
    return (signed = false) => {
      this.signed = signed;
      this.OR(choice);
    };
  });

  private highAhead(): boolean {
    const next = this.LA(1);
    if (numericValues.has(next.tokenType)) return true;
    if (isAnyWord(next) && this.isMoneyWord(1)) return true;
    return touches(this.LA(0), next) && this.startsSignedValue(next);
  }

  readonly entries: Rule = this.prepared('entries', () => {
    const more = (): void => {
      this.CONSUME(t.Comma);
      this.SUBRULE2(this.valueOrRange, signedValue);
    };
    return () => {
      this.CONSUME(t.LeftParen);
      this.SUBRULE(this.valueOrRange, signedValue);
      this.MANY(more);
      this.CONSUME(t.RightParen);
    };
  });

  // -------------------------------------------------------------- conditions

  readonly condition: Rule = this.prepared('condition', () => {
    const more = (): void => {
      this.CONSUME(t.Or);
      this.SUBRULE2(this.andChain);
    };
    return () => {
      this.SUBRULE(this.andChain);
      this.MANY(more);
    };
  });

  readonly andChain: Rule = this.prepared('andChain', () => {
    const more = (): void => {
      this.CONSUME(t.And);
      this.SUBRULE2(this.unary);
    };
    return () => {
      this.SUBRULE(this.unary);
      this.MANY(more);
    };
  });

  readonly unary: Rule = this.prepared('unary', () => {
    const choice = {
      IGNORE_AMBIGUITIES: true,
      ERR_MSG: 'a condition',
      DEF: [
        { ALT: () => { this.CONSUME(t.Not); this.SUBRULE(this.unary); } },
        { ALT: () => { this.CONSUME(t.LeftParen); this.SUBRULE(this.condition); this.CONSUME(t.RightParen); } },
        { GATE: () => this.quantifierAhead(), ALT: () => this.SUBRULE(this.quantified) },
        { GATE: () => this.predicateAhead(), ALT: () => this.SUBRULE(this.predicate) },
      ],
    };
    const choiceOfFilter = { ...choice, ERR_MSG: 'a property' };
    return () => this.OR(this.filter ? choiceOfFilter : choice);
  });

  private quantifierAhead(): boolean {
    const second = this.LA(2).tokenType;
    return this.LA(1).tokenType === t.At ? second === t.Least : second === t.Of;
  }

  readonly quantified: Rule = this.prepared('quantified', () => {
    const quantifier = [
      { ALT: () => this.CONSUME(t.Any) },
      { ALT: () => this.CONSUME(t.All) },
      { ALT: () => this.CONSUME(t.None) },
      { ALT: () => { this.CONSUME(t.At); this.CONSUME(t.Least); this.CONSUME(t.Quantity); } },
    ];
    const more = (): void => {
      this.CONSUME(t.Comma);
      this.SUBRULE2(this.condition);
    };
    return () => {
      this.OR(quantifier);
      this.CONSUME(t.Of);
      this.CONSUME(t.LeftParen);
      this.SUBRULE(this.condition);
      this.MANY(more);
      this.CONSUME(t.RightParen);
    };
  });

  /** Whether the tokens from `at` on begin a path, with its measure where it has one. */
  private subjectAt(at: number): boolean {
    const first = this.LA(at);
    if (tokenMatcher(first, t.SubjectWord)) return true;
    const second = this.LA(at + 1);
    switch (first.tokenType) {
      case t.Days: return second.tokenType === t.With;
      case t.Distinct: case t.Total: case t.Since: return tokenMatcher(second, t.SubjectWord);
      default: return false;
    }
  }

  /** Whether the token at `at` can begin a condition, and does not go on with a word before it. */
  protected conditionAt(at: number): boolean {
    const { tokenType } = this.LA(at);
    if (tokenType === t.Implies) return false;
    return conditionStarts.has(tokenType) || this.subjectAt(at);
  }

  private predicateAhead(): boolean {
    return this.filter || this.subjectAt(1) || (this.LA(1).tokenType === t.No && this.subjectAt(2));
  }

  /** A predicate of a filter is a property and one comparison: what follows belongs to the selector. */
  readonly predicate: Rule = this.prepared('predicate', () => {
    const no = (): unknown => this.CONSUME(t.No);
    const measured = { GATE: () => !tokenMatcher(this.LA(1), t.SubjectWord), DEF: () => this.SUBRULE(this.measure) };
    const restOfPath = (): void => {
      this.CONSUME(t.Dot);
      this.CONSUME2(t.AnyWord);
    };
    const clauseComes = (): boolean => {
      this.kind = this.clauseAhead(this.before);
      return this.kind !== undefined;
    };
    const readClause = (): void => {
      const { kind } = this;
      const first = this.LA(1);
      this.SUBRULE(this.clause);
      this.before = kind === undefined ? 'other' : this.beforeNext(kind, first);
    };
    const clauses = { GATE: clauseComes, DEF: readClause };
    const clauseOfFilter = { GATE: () => this.before === 'path' && this.LA(1).tokenType !== t.Where && clauseComes(), DEF: readClause };
    return () => {
      // Chevrotain has to see all of a rule once; afterwards what nearly no predicate has is not even asked for.
      const mayBegin = this.RECORDING_PHASE || (!this.filter && !tokenMatcher(this.LA(1), t.SubjectWord));
      if (mayBegin) this.OPTION(no);
      if (mayBegin) this.OPTION2(measured);
      this.CONSUME(t.AnyWord, aName);
      this.MANY2(restOfPath);
      this.before = 'path';
      this.MANY(this.filter ? clauseOfFilter : clauses);
    };
  });

  readonly measure: Rule = this.prepared('measure', () => {
    const choice = [
      { ALT: () => { this.CONSUME(t.Days); this.CONSUME(t.With); } },
      { ALT: () => this.CONSUME(t.Distinct) },
      { ALT: () => this.CONSUME(t.Total) },
      { ALT: () => this.CONSUME(t.Since) },
    ];
    return () => this.OR(choice);
  });

  // -------------------------------------------------------------- clauses

  readonly clause: Rule = this.prepared('clause', () => {
    const choice = {
      IGNORE_AMBIGUITIES: true,
      ERR_MSG: 'a comparison',
      DEF: [
        { GATE: () => this.kind === 'relation', ALT: () => this.SUBRULE(this.relation) },
        { GATE: () => this.kind === 'is', ALT: () => this.SUBRULE(this.isComparison) },
        { GATE: () => this.kind === 'in', ALT: () => this.SUBRULE(this.inComparison) },
        { GATE: () => this.kind === 'text', ALT: () => this.SUBRULE(this.textComparison) },
        { GATE: () => this.kind === 'has', ALT: () => this.SUBRULE(this.hasComparison) },
        { GATE: () => this.kind === 'date', ALT: () => this.SUBRULE(this.dateComparison) },
        { GATE: () => this.kind === 'within', ALT: () => this.SUBRULE(this.withinClause) },
        { GATE: () => this.kind === 'where', ALT: () => this.SUBRULE(this.whereClause) },
        { GATE: () => this.kind === 'alone', ALT: () => this.SUBRULE(this.valueOrRange, plain) },
      ],
    };
    const order: readonly (ClauseKind | undefined)[] = ['relation', 'is', 'in', 'text', 'has', 'date', 'within', 'where', 'alone'];
    return () => {
      // What the clause is was told by its first tokens, so that no gate needs to be asked; Chevrotain has to see them all once.
      const chosen = this.RECORDING_PHASE ? undefined : choice.DEF[order.indexOf(this.kind)];
      if (chosen === undefined) this.OR(choice);
      else chosen.ALT();
    };
  });

  readonly relation: Rule = this.prepared('relation', () => {
    const operators = [
      { ALT: () => this.CONSUME(t.Equals) },
      { ALT: () => this.CONSUME(t.NotEquals) },
      { ALT: () => this.CONSUME(t.Less) },
      { ALT: () => this.CONSUME(t.LessEqual) },
      { ALT: () => this.CONSUME(t.Greater) },
      { ALT: () => this.CONSUME(t.GreaterEqual) },
    ];
    return () => {
      this.OR(operators);
      this.SUBRULE(this.value, signedValue);
    };
  });

  readonly isComparison: Rule = this.prepared('isComparison', () => {
    const not = (): unknown => this.CONSUME(t.Not);
    const choice = {
      IGNORE_AMBIGUITIES: true,
      ERR_MSG: 'a value',
      DEF: [
        { ALT: () => this.CONSUME(t.Missing) },
        { ALT: () => this.CONSUME(t.Known) },
        { ALT: () => this.SUBRULE(this.value, signedValue) },
      ],
    };
    return () => {
      this.CONSUME(t.Is);
      this.OPTION(not);
      this.OR(choice);
    };
  });

  readonly inComparison: Rule = this.prepared('inComparison', () => {
    const not = (): unknown => this.CONSUME(t.Not);
    const choice = {
      ERR_MSG: '`(` or the name of a list',
      DEF: [
        { ALT: () => this.SUBRULE(this.entries) },
        { ALT: () => this.CONSUME(t.NameWord) },
      ],
    };
    return () => {
      this.OPTION(not);
      this.CONSUME(t.In);
      this.OR(choice);
    };
  });

  readonly textComparison: Rule = this.prepared('textComparison', () => {
    const not = (): unknown => this.CONSUME(t.Not);
    const operators = [
      { ALT: () => this.CONSUME(t.Contains) },
      { ALT: () => { this.CONSUME(t.Starts); this.CONSUME(t.With); } },
      { ALT: () => { this.CONSUME(t.Ends); this.CONSUME2(t.With); } },
      { ALT: () => this.CONSUME(t.Mentions) },
      { ALT: () => this.CONSUME(t.Matches) },
    ];
    const textsOrList = {
      ERR_MSG: '`(` or the name of a list',
      DEF: [
        { ALT: () => this.SUBRULE(this.texts) },
        { ALT: () => this.CONSUME(t.NameWord) },
      ],
    };
    const choice = {
      IGNORE_AMBIGUITIES: true,
      ERR_MSG: 'a text',
      DEF: [
        { GATE: () => this.LA(2).tokenType === t.Of, ALT: () => { this.CONSUME(t.Any); this.CONSUME(t.Of); this.OR3(textsOrList); } },
        { ALT: () => this.SUBRULE(this.value, plain) },
      ],
    };
    return () => {
      this.OPTION(not);
      this.OR(operators);
      this.OR2(choice);
    };
  });

  readonly texts: Rule = this.prepared('texts', () => {
    const more = (): void => {
      this.CONSUME(t.Comma);
      this.SUBRULE2(this.value, signedValue);
    };
    return () => {
      this.CONSUME(t.LeftParen);
      this.SUBRULE(this.value, signedValue);
      this.MANY(more);
      this.CONSUME(t.RightParen);
    };
  });

  readonly hasComparison: Rule = this.prepared('hasComparison', () => {
    const not = (): unknown => this.CONSUME(t.Not);
    const choice = {
      IGNORE_AMBIGUITIES: true,
      ERR_MSG: 'a value',
      DEF: [
        { GATE: () => this.LA(2).tokenType === t.Of, ALT: () => { this.CONSUME(t.Any); this.CONSUME(t.Of); this.SUBRULE(this.entries); } },
        { GATE: () => this.LA(2).tokenType === t.Of, ALT: () => { this.CONSUME(t.All); this.CONSUME2(t.Of); this.SUBRULE2(this.entries); } },
        { ALT: () => this.SUBRULE(this.valueOrRange, plain) },
      ],
    };
    return () => {
      this.OPTION(not);
      this.CONSUME(t.Has);
      this.OR(choice);
    };
  });

  readonly dateComparison: Rule = this.prepared('dateComparison', () => {
    const choice = [{ ALT: () => this.CONSUME(t.Before) }, { ALT: () => this.CONSUME(t.After) }];
    return () => {
      this.OR(choice);
      this.SUBRULE(this.value, plain);
    };
  });

  readonly withinClause: Rule = this.RULE('withinClause', () => {
    this.CONSUME(t.Within);
    this.CONSUME(t.Quantity, aDuration);
  });

  readonly whereClause: Rule = this.prepared('whereClause', () => {
    const choice = {
      ERR_MSG: 'a property or `(`',
      DEF: [
        { ALT: () => { this.CONSUME(t.LeftParen); this.SUBRULE(this.condition); this.CONSUME(t.RightParen); } },
        { ALT: () => this.SUBRULE(this.predicate) },
      ],
    };
    return () => {
      this.CONSUME(t.Where);
      // INVARIANT: no `where` stands in another.
      this.filter = true;
      this.OR(choice);
      this.filter = false;
    };
  });
}
