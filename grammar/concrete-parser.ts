/**
 * Chevrotain's parser with two of its parts replaced, for speed: how it notes the concrete tree, and how it looks ahead.
 *
 * Chevrotain's own concrete tree has a dictionary of arrays in each node, and making it took more time than parsing. Ours has one array of just
 * the right length. The methods `cst...` are those by which Chevrotain's engine says what it has read; it calls them at these points only.
 */
import { CstParser } from 'chevrotain';
import type { CstNode, IParserErrorMessageProvider, IToken, ParserMethod, TokenType } from 'chevrotain';
import type { ConcreteNode } from './concrete.ts';
import { FirstTokenLookahead } from './first-token-lookahead.ts';

export type Rule = ParserMethod<[], CstNode>;
export type RuleWith<Argument> = ParserMethod<[argument?: Argument], CstNode>;

/** A node whose rule is being read. */
interface OpenNode {
  readonly name: string;
  readonly start: number;
  end: number;
  parts: readonly (string | IToken | ConcreteNode)[];
  /** How many parts of nodes around it were noted before. */
  readonly before: number;
}

const noParts: OpenNode['parts'] = [];

export class ConcreteParser extends CstParser {
  /** Chevrotain's own, and read by its engine: the nodes whose rules are being read. */
  declare protected readonly CST_STACK: OpenNode[];

  /** The parts of all open nodes, one node's after the other's. Only the first `noted` count. */
  private readonly pending: (string | IToken | ConcreteNode)[] = [];
  private noted = 0;

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

  /** To be called before each item. */
  protected forget(): void {
    this.noted = 0;
  }

  protected cstInvocationStateUpdate(name: string): void {
    this.CST_STACK.push({ name, start: this.LA(1).startOffset, end: -1, parts: noParts, before: this.noted });
  }

  protected cstPostTerminal(label: string, token: IToken): void {
    this.pending[this.noted] = label;
    this.pending[this.noted + 1] = token;
    this.noted += 2;
  }

  protected cstPostNonTerminal(node: ConcreteNode, label: string): void {
    this.pending[this.noted] = label;
    this.pending[this.noted + 1] = node;
    this.noted += 2;
  }

  /** A field and not a method, because Chevrotain's constructor makes a field of it, too. */
  protected cstPostRule = (node: OpenNode): void => {
    const last = this.LA(0);
    node.end = last.startOffset + last.image.length;
    node.parts = this.pending.slice(node.before, this.noted);
    this.noted = node.before;
  };
}
