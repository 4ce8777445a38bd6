/** The concrete tree, and reaching into it. Only `build-*.ts` see that tree; `concrete-parser.ts` makes it. */
import type { IToken } from 'chevrotain';
import type { Span } from '../compiler/source/span.ts';

/** What one rule of the grammar read. */
export interface ConcreteNode {
  /** The rule's name. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /**
   * The tokens and nodes that it is made of, in the order of the text, each behind its label: `[label, part, label, part, ...]`. The label is the
   * one given in the grammar, else the name of the token's type or of the rule that the grammar asked for. No label stands for both kinds.
   */
  readonly parts: readonly (string | IToken | ConcreteNode)[];
}

export function tokenSpan(token: IToken): Span {
  return { start: token.startOffset, end: token.startOffset + token.image.length };
}

export function nodeSpan(node: ConcreteNode): Span {
  return { start: node.start, end: node.end };
}

/** The first token of that label. */
export function token(node: ConcreteNode, label: string): IToken | undefined {
  const { parts } = node;
  for (let index = 0; index < parts.length; index += 2) if (parts[index] === label) return parts[index + 1] as IToken;
  return undefined;
}

export function tokens(node: ConcreteNode, label: string): IToken[] {
  return all<IToken>(node, label);
}

/** The first child node of that label. */
export function child(node: ConcreteNode, label: string): ConcreteNode | undefined {
  const { parts } = node;
  for (let index = 0; index < parts.length; index += 2) if (parts[index] === label) return parts[index + 1] as ConcreteNode;
  return undefined;
}

export function children(node: ConcreteNode, label: string): ConcreteNode[] {
  return all<ConcreteNode>(node, label);
}

function all<Part>({ parts }: ConcreteNode, label: string): Part[] {
  let found: Part[] | undefined;
  for (let index = 0; index < parts.length; index += 2) {
    if (parts[index] !== label) continue;
    // Mostly it is one, and an array that is made with it is smaller than one that it is pushed to.
    if (found === undefined) found = [parts[index + 1] as Part];
    else found.push(parts[index + 1] as Part);
  }
  return found ?? [];
}

/** What is built of the child nodes of that label. */
export function eachChild<Context, Built>(
  { parts }: ConcreteNode, label: string, context: Context, build: (node: ConcreteNode, context: Context) => Built,
): Built[] {
  let found: Built[] | undefined;
  for (let index = 0; index < parts.length; index += 2) {
    if (parts[index] !== label) continue;
    const built = build(parts[index + 1] as ConcreteNode, context);
    if (found === undefined) found = [built];
    else found.push(built);
  }
  return found ?? [];
}

/** What is built of the tokens of that label. */
export function eachToken<Built>({ parts }: ConcreteNode, label: string, build: (token: IToken) => Built): Built[] {
  let found: Built[] | undefined;
  for (let index = 0; index < parts.length; index += 2) {
    if (parts[index] !== label) continue;
    const built = build(parts[index + 1] as IToken);
    if (found === undefined) found = [built];
    else found.push(built);
  }
  return found ?? [];
}

/** A token that the rule cannot do without. Throws when it is not there, which is a mistake in the builder. */
export function needToken(node: ConcreteNode, label: string): IToken {
  const found = token(node, label);
  if (found === undefined) throw new Error(`the rule ${node.name} has no token ${label}`);
  return found;
}

/** A child node that the rule cannot do without. Throws when it is not there, which is a mistake in the builder. */
export function needChild(node: ConcreteNode, label: string): ConcreteNode {
  const found = child(node, label);
  if (found === undefined) throw new Error(`the rule ${node.name} has no ${label}`);
  return found;
}
