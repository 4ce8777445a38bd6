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
import { CstParser, EOF, tokenMatcher } from 'chevrotain';
import type { CstNode, IParserErrorMessageProvider, IToken, ParserMethod, TokenType } from 'chevrotain';
import { isCurrency } from '../tables/currencies.ts';
import * as t from './tokens.ts';

export type Rule = ParserMethod<[], CstNode>;
export type RuleWith<Argument> = ParserMethod<[argument?: Argument], CstNode>;

/** What a clause is, seen from its first tokens. */
export type ClauseKind = 'alone' | 'relation' | 'is' | 'in' | 'text' | 'has' | 'date' | 'where' | 'within';

/** What the clause before ended with: it says whether a number alone may follow (as the comparison of a count). */
type Before = 'path' | 'text' | 'filter' | 'word' | 'other';

const duePhrases: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }) => expected.LABEL ?? expected.name,
  buildNoViableAltMessage: ({ customUserDescription }) => customUserDescription ?? '',
  buildEarlyExitMessage: ({ customUserDescription }) => customUserDescription ?? '',
  buildNotAllInputParsedMessage: () => 'the end of the line',
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

export class ConditionParser extends CstParser {
  /** `implies` right behind a subject is no value: the item is a claim. */
  inClaim = false;

  constructor(skipValidations: boolean) {
    super(t.vocabulary, {
      nodeLocationTracking: 'onlyOffset', recoveryEnabled: false, maxLookahead: 1, errorMessageProvider: duePhrases, skipValidations,
    });
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
  private opensIn(token: IToken): boolean {
    return token.tokenType === t.LeftParen || tokenMatcher(token, t.NameWord);
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
        if (second.tokenType === t.Not || this.startsValue(second) || (signedValues.has(second.tokenType) && second.image.startsWith('-'))) return 'is';
        break;
      case t.In:
        if (this.opensIn(second)) return 'in';
        break;
      case t.Not:
        if (second.tokenType === t.In && this.opensIn(this.LA(3))) return 'in';
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
  readonly value: RuleWith<boolean> = this.RULE('value', (signed = false) => {
    this.OR({
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
        { GATE: () => signed, ALT: () => this.CONSUME(t.SignedQuantity) },
        { GATE: () => signed, ALT: () => this.CONSUME(t.SignedPercent) },
        { GATE: () => signed, ALT: () => this.CONSUME(t.SignedMoney) },
      ],
    });
  });

  /** `value`, `low..high`, `low..`, `..high`. A sign after `..` belongs to the value when it touches the dots. */
  readonly valueOrRange: RuleWith<boolean> = this.RULE('valueOrRange', (signed = false) => {
    this.OR({
      ERR_MSG: 'a value',
      DEF: [
        { ALT: () => { this.CONSUME(t.RangeDots); this.SUBRULE(this.value, { ARGS: [true], LABEL: 'high' }); } },
        {
          ALT: () => {
            this.SUBRULE2(this.value, { ARGS: [signed], LABEL: 'low' });
            this.OPTION(() => {
              this.CONSUME2(t.RangeDots);
              this.OPTION2({ GATE: () => this.highAhead(), DEF: () => this.SUBRULE3(this.value, { ARGS: [true], LABEL: 'high' }) });
            });
          },
        },
      ],
    });
  });

  private highAhead(): boolean {
    const next = this.LA(1);
    if (numericValues.has(next.tokenType)) return true;
    if (isAnyWord(next) && this.isMoneyWord(1)) return true;
    return touches(this.LA(0), next) && this.startsSignedValue(next);
  }

  readonly duration: Rule = this.RULE('duration', () => {
    this.CONSUME(t.Quantity, { ERR_MSG: 'a duration such as `30d`' });
  });

  readonly entries: Rule = this.RULE('entries', () => {
    this.CONSUME(t.LeftParen);
    this.SUBRULE(this.valueOrRange, { ARGS: [true] });
    this.MANY(() => {
      this.CONSUME(t.Comma);
      this.SUBRULE2(this.valueOrRange, { ARGS: [true] });
    });
    this.CONSUME(t.RightParen);
  });

  // -------------------------------------------------------------- conditions; `filter` says that it stands in a `where`

  readonly condition: RuleWith<boolean> = this.RULE('condition', (filter = false) => {
    this.SUBRULE(this.andChain, { ARGS: [filter] });
    this.MANY(() => {
      this.CONSUME(t.Or);
      this.SUBRULE2(this.andChain, { ARGS: [filter] });
    });
  });

  readonly andChain: RuleWith<boolean> = this.RULE('andChain', (filter = false) => {
    this.SUBRULE(this.unary, { ARGS: [filter] });
    this.MANY(() => {
      this.CONSUME(t.And);
      this.SUBRULE2(this.unary, { ARGS: [filter] });
    });
  });

  readonly unary: RuleWith<boolean> = this.RULE('unary', (filter = false) => {
    this.OR({
      IGNORE_AMBIGUITIES: true,
      ERR_MSG: filter ? 'a property' : 'a condition',
      DEF: [
        { ALT: () => { this.CONSUME(t.Not); this.SUBRULE(this.unary, { ARGS: [filter] }); } },
        { ALT: () => { this.CONSUME(t.LeftParen); this.SUBRULE(this.condition, { ARGS: [filter] }); this.CONSUME(t.RightParen); } },
        { GATE: () => this.quantifierAhead(), ALT: () => this.SUBRULE(this.quantified, { ARGS: [filter] }) },
        { GATE: () => this.predicateAhead(filter), ALT: () => this.SUBRULE(this.predicate, { ARGS: [filter] }) },
      ],
    });
  });

  private quantifierAhead(): boolean {
    const second = this.LA(2).tokenType;
    return this.LA(1).tokenType === t.At ? second === t.Least : second === t.Of;
  }

  readonly quantified: RuleWith<boolean> = this.RULE('quantified', (filter = false) => {
    this.OR([
      { ALT: () => this.CONSUME(t.Any) },
      { ALT: () => this.CONSUME(t.All) },
      { ALT: () => this.CONSUME(t.None) },
      { ALT: () => { this.CONSUME(t.At); this.CONSUME(t.Least); this.CONSUME(t.Quantity); } },
    ]);
    this.CONSUME(t.Of);
    this.CONSUME(t.LeftParen);
    this.SUBRULE(this.condition, { ARGS: [filter] });
    this.MANY(() => {
      this.CONSUME(t.Comma);
      this.SUBRULE2(this.condition, { ARGS: [filter] });
    });
    this.CONSUME(t.RightParen);
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

  private predicateAhead(filter: boolean): boolean {
    return filter || this.subjectAt(1) || (this.LA(1).tokenType === t.No && this.subjectAt(2));
  }

  /** A predicate of a filter is a property and one comparison: what follows belongs to the selector. */
  readonly predicate: RuleWith<boolean> = this.RULE('predicate', (filter = false) => {
    this.OPTION({ GATE: () => !filter && this.LA(1).tokenType === t.No, DEF: () => this.CONSUME(t.No) });
    this.OPTION2({ GATE: () => !filter && !tokenMatcher(this.LA(1), t.SubjectWord), DEF: () => this.SUBRULE(this.measure) });
    this.SUBRULE(this.path);
    let kind: ClauseKind | undefined;
    let before: Before = 'path';
    this.MANY({
      GATE: () => {
        if (filter && (before !== 'path' || this.LA(1).tokenType === t.Where)) return false;
        kind = this.clauseAhead(before);
        return kind !== undefined;
      },
      DEF: () => {
        const first = this.LA(1);
        this.SUBRULE(this.clause, { ARGS: [kind] });
        before = kind === undefined ? 'other' : this.beforeNext(kind, first);
      },
    });
  });

  readonly measure: Rule = this.RULE('measure', () => {
    this.OR([
      { ALT: () => { this.CONSUME(t.Days); this.CONSUME(t.With); } },
      { ALT: () => this.CONSUME(t.Distinct) },
      { ALT: () => this.CONSUME(t.Total) },
      { ALT: () => this.CONSUME(t.Since) },
    ]);
  });

  readonly path: Rule = this.RULE('path', () => {
    this.CONSUME(t.AnyWord, { ERR_MSG: 'a name' });
    this.MANY(() => {
      this.CONSUME(t.Dot);
      this.CONSUME2(t.AnyWord);
    });
  });

  // -------------------------------------------------------------- clauses

  readonly clause: RuleWith<ClauseKind | undefined> = this.RULE('clause', (kind: ClauseKind | undefined = undefined) => {
    this.OR({
      IGNORE_AMBIGUITIES: true,
      ERR_MSG: 'a comparison',
      DEF: [
        { GATE: () => kind === 'relation', ALT: () => this.SUBRULE(this.relation) },
        { GATE: () => kind === 'is', ALT: () => this.SUBRULE(this.isComparison) },
        { GATE: () => kind === 'in', ALT: () => this.SUBRULE(this.inComparison) },
        { GATE: () => kind === 'text', ALT: () => this.SUBRULE(this.textComparison) },
        { GATE: () => kind === 'has', ALT: () => this.SUBRULE(this.hasComparison) },
        { GATE: () => kind === 'date', ALT: () => this.SUBRULE(this.dateComparison) },
        { GATE: () => kind === 'within', ALT: () => this.SUBRULE(this.withinClause) },
        { GATE: () => kind === 'where', ALT: () => this.SUBRULE(this.whereClause) },
        { GATE: () => kind === 'alone', ALT: () => this.SUBRULE(this.valueOrRange, { ARGS: [false] }) },
      ],
    });
  });

  readonly relation: Rule = this.RULE('relation', () => {
    this.OR([
      { ALT: () => this.CONSUME(t.Equals) },
      { ALT: () => this.CONSUME(t.NotEquals) },
      { ALT: () => this.CONSUME(t.Less) },
      { ALT: () => this.CONSUME(t.LessEqual) },
      { ALT: () => this.CONSUME(t.Greater) },
      { ALT: () => this.CONSUME(t.GreaterEqual) },
    ]);
    this.SUBRULE(this.value, { ARGS: [true] });
  });

  readonly isComparison: Rule = this.RULE('isComparison', () => {
    this.CONSUME(t.Is);
    this.OPTION({ GATE: () => this.LA(1).tokenType === t.Not, DEF: () => this.CONSUME(t.Not) });
    this.OR({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        { ALT: () => this.CONSUME(t.Missing) },
        { ALT: () => this.CONSUME(t.Known) },
        { ALT: () => this.SUBRULE(this.value, { ARGS: [true] }) },
      ],
      ERR_MSG: 'a value',
    });
  });

  readonly inComparison: Rule = this.RULE('inComparison', () => {
    this.OPTION(() => this.CONSUME(t.Not));
    this.CONSUME(t.In);
    this.OR({
      ERR_MSG: '`(` or the name of a list',
      DEF: [
        { ALT: () => this.SUBRULE(this.entries) },
        { ALT: () => this.CONSUME(t.NameWord) },
      ],
    });
  });

  readonly textComparison: Rule = this.RULE('textComparison', () => {
    this.OPTION(() => this.CONSUME(t.Not));
    this.OR([
      { ALT: () => this.CONSUME(t.Contains) },
      { ALT: () => { this.CONSUME(t.Starts); this.CONSUME(t.With); } },
      { ALT: () => { this.CONSUME(t.Ends); this.CONSUME2(t.With); } },
      { ALT: () => this.CONSUME(t.Mentions) },
      { ALT: () => this.CONSUME(t.Matches) },
    ]);
    this.OR2({
      IGNORE_AMBIGUITIES: true,
      ERR_MSG: 'a text',
      DEF: [
        {
          GATE: () => this.LA(2).tokenType === t.Of,
          ALT: () => {
            this.CONSUME(t.Any);
            this.CONSUME(t.Of);
            this.OR3({
              ERR_MSG: '`(` or the name of a list',
              DEF: [
                { ALT: () => this.SUBRULE(this.texts) },
                { ALT: () => this.CONSUME(t.NameWord) },
              ],
            });
          },
        },
        { ALT: () => this.SUBRULE(this.value, { ARGS: [false] }) },
      ],
    });
  });

  readonly texts: Rule = this.RULE('texts', () => {
    this.CONSUME(t.LeftParen);
    this.SUBRULE(this.value, { ARGS: [true] });
    this.MANY(() => {
      this.CONSUME(t.Comma);
      this.SUBRULE2(this.value, { ARGS: [true] });
    });
    this.CONSUME(t.RightParen);
  });

  readonly hasComparison: Rule = this.RULE('hasComparison', () => {
    this.OPTION(() => this.CONSUME(t.Not));
    this.CONSUME(t.Has);
    this.OR({
      IGNORE_AMBIGUITIES: true,
      ERR_MSG: 'a value',
      DEF: [
        { GATE: () => this.LA(2).tokenType === t.Of, ALT: () => { this.CONSUME(t.Any); this.CONSUME(t.Of); this.SUBRULE(this.entries); } },
        { GATE: () => this.LA(2).tokenType === t.Of, ALT: () => { this.CONSUME(t.All); this.CONSUME2(t.Of); this.SUBRULE2(this.entries); } },
        { ALT: () => this.SUBRULE(this.valueOrRange, { ARGS: [false] }) },
      ],
    });
  });

  readonly dateComparison: Rule = this.RULE('dateComparison', () => {
    this.OR([{ ALT: () => this.CONSUME(t.Before) }, { ALT: () => this.CONSUME(t.After) }]);
    this.SUBRULE(this.value, { ARGS: [false] });
  });

  readonly withinClause: Rule = this.RULE('withinClause', () => {
    this.CONSUME(t.Within);
    this.SUBRULE(this.duration);
  });

  readonly whereClause: Rule = this.RULE('whereClause', () => {
    this.CONSUME(t.Where);
    this.OR({
      ERR_MSG: 'a property or `(`',
      DEF: [
        { ALT: () => { this.CONSUME(t.LeftParen); this.SUBRULE(this.condition, { ARGS: [true] }); this.CONSUME(t.RightParen); } },
        { ALT: () => this.SUBRULE(this.predicate, { ARGS: [true] }) },
      ],
    });
  });

  protected atEnd(): boolean {
    return this.LA(1).tokenType === EOF;
  }
}
