/**
 * Chevrotain's parser with its engine replaced, for speed: how rules call each other, how the concrete tree is noted, and how it looks ahead.
 * The grammar is recorded, and its mistakes are made and said, by Chevrotain.
 *
 * Chevrotain's own engine can recover from mistakes inside of an item and guards each rule and token for that; here the first mistake ends the
 * item. Its concrete tree has a dictionary of arrays in each node; ours has one array of just the right length. The methods `...Internal` are
 * those that `SUBRULE`, `CONSUME`, `OPTION` and `MANY` come down to.
 */
import { CstParser, NotAllInputParsedException } from 'chevrotain';
import type { CstNode, IParserErrorMessageProvider, IRecognitionException, IToken, ParserMethod, TokenType } from 'chevrotain';
import type { ConcreteNode } from './concrete.ts';
import { FirstTokenLookahead } from './first-token-lookahead.ts';

export type Rule = ParserMethod<[], CstNode>;
export type RuleWith<Argument> = ParserMethod<[argument?: Argument], CstNode>;

/** What Chevrotain makes of a rule. */
interface MadeRule {
  readonly ruleName: string;
  /** What reads the rule, as the grammar has it. */
  readonly originalGrammarAction: (argument?: unknown) => void;
}

interface OptionsOfRule {
  readonly ARGS?: readonly [unknown?];
  readonly LABEL?: string;
}

/** An optional part: what reads it, and in what case it may come. */
type Part = (() => unknown) | { readonly GATE?: () => boolean; readonly DEF: () => unknown };

/** Rules that are nothing but a place for another one, where they have only that: the node of the other one stands in the place of theirs. */
const places: ReadonlySet<string> = new Set(['condition', 'andChain', 'unary', 'clause', 'valueOrRange']);

export class ConcreteParser extends CstParser {
  // Chevrotain's own.
  declare private currRuleShortName: number;
  declare private currRuleLookaheadFuncs: readonly ((this: unknown) => boolean)[];
  declare private readonly lookAheadFuncsCache: readonly (readonly ((this: unknown) => boolean)[])[];
  declare private readonly fullRuleNameToShort: Readonly<Record<string, number>>;
  declare private readonly tokenMatcher: (token: IToken, type: TokenType) => boolean;
  declare private currIdx: number;
  declare private tokVector: readonly IToken[];
  declare private tokVectorLength: number;
  declare private consumeInternalError: (type: TokenType, found: IToken, options: { readonly ERR_MSG?: string } | undefined) => never;
  declare private SAVE_ERROR: (error: IRecognitionException) => IRecognitionException;

  /** The parts of all open nodes, one node's after the other's. Only the first `noted` count. */
  private readonly pending: (string | IToken | ConcreteNode)[] = [];
  private noted = 0;
  private failed = false;

  constructor(vocabulary: readonly TokenType[], errorMessageProvider: IParserErrorMessageProvider, skipValidations: boolean) {
    super([...vocabulary], {
      nodeLocationTracking: 'none', recoveryEnabled: false, maxLookahead: 1, lookaheadStrategy: new FirstTokenLookahead(), errorMessageProvider, skipValidations,
    });
  }

  /**
   * A rule whose alternatives are made once and not each time that it is read: `prepare` makes them, and gives what reads the rule.
   * Gates of such alternatives depend on the parser's fields only.
   */
  protected prepared<Arguments extends unknown[]>(name: string, prepare: () => (...given: Arguments) => void): ParserMethod<Arguments, CstNode> {
    return this.RULE(name, prepare());
  }

  /** Reads all tokens by the rule. Gives no node where they are something else; why is the first of `errors` then. */
  protected readTokens(rule: Rule, tokens: readonly IToken[]): ConcreteNode | undefined {
    if (this.failed) this.errors = [];
    this.failed = false;
    this.tokVector = tokens;
    this.tokVectorLength = tokens.length;
    this.currIdx = -1;
    this.noted = 0;
    try {
      this.subruleInternal(rule as unknown as MadeRule, 0, undefined);
    } catch (error) {
      if (this.errors.length === 0) throw error;
      this.failed = true;
      return undefined;
    }
    if (this.currIdx + 1 < tokens.length) {
      this.failed = true;
      this.SAVE_ERROR(new NotAllInputParsedException(behindItem, this.LA(1)));
      return undefined;
    }
    return this.pending[1] as ConcreteNode;
  }

  /** Chevrotain pads the tokens so that it need not look where they end. Ours are not padded, as that would make their array another one. */
  protected override LA_FAST(howMuch: number): IToken {
    return this.LA(howMuch);
  }

  protected subruleInternal(rule: MadeRule, _index: number, options: OptionsOfRule | undefined): void {
    const { currRuleShortName, currRuleLookaheadFuncs, noted } = this;
    const { ruleName } = rule;
    const start = this.LA(1).startOffset;
    this.currRuleShortName = this.fullRuleNameToShort[ruleName]!;
    this.currRuleLookaheadFuncs = this.lookAheadFuncsCache[this.currRuleShortName]!;
    if (options?.ARGS === undefined) rule.originalGrammarAction.call(this);
    else rule.originalGrammarAction.call(this, options.ARGS[0]);
    this.currRuleShortName = currRuleShortName;
    this.currRuleLookaheadFuncs = currRuleLookaheadFuncs;
    const { pending } = this;
    const label = options?.LABEL ?? ruleName;
    if (this.noted === noted + 2 && places.has(ruleName)) {
      pending[noted] = label;
      return;
    }
    const last = this.LA(0);
    const node: ConcreteNode = { name: ruleName, start, end: last.startOffset + last.image.length, parts: pending.slice(noted, this.noted) };
    pending[noted] = label;
    pending[noted + 1] = node;
    this.noted = noted + 2;
  }

  protected consumeInternal(type: TokenType, _index: number, options: { readonly ERR_MSG?: string; readonly LABEL?: string } | undefined): IToken {
    const next = this.LA(1);
    if (!this.tokenMatcher(next, type)) this.consumeInternalError(type, next, options);
    this.currIdx += 1;
    this.pending[this.noted] = options?.LABEL ?? type.name;
    this.pending[this.noted + 1] = next;
    this.noted += 2;
    return next;
  }

  protected optionInternalLogic(part: Part, _index: number, key: number): void {
    if (!this.currRuleLookaheadFuncs[key]!.call(this)) return;
    if (typeof part === 'function') part.call(this);
    else if (part.GATE === undefined || part.GATE.call(this)) part.DEF.call(this);
  }

  protected manyInternalLogic(_index: number, part: Part, key: number): void {
    const comes = this.currRuleLookaheadFuncs[key]!;
    const read = typeof part === 'function' ? part : part.DEF;
    const gate = typeof part === 'function' ? undefined : part.GATE;
    while (comes.call(this) && (gate === undefined || gate.call(this))) {
      const before = this.currIdx;
      read.call(this);
      if (this.currIdx === before) return;
    }
  }
}

/** What was due where an item ought to end and does not. */
export const behindItem = 'the end of the line';
