/** Finds the changes that a file's code can be put through, each small enough that some test should notice it. */
import { parseAst } from 'rolldown/parseAst';
import { sqlChanges } from './sql-changes.ts';
import { watched } from './watched-code.ts';

export interface Mutant {
  readonly id: number;
  readonly path: string;
  readonly line: number;
  /** The text of that line. */
  readonly source: string;
  /** The line that the nearest function or method around it begins with, as far as the layout tells. */
  readonly within: string;
  /** What sort of change. */
  readonly kind: string;
  readonly before: string;
  readonly after: string;
}

/** A node of the syntax tree of ECMAScript as every parser gives it; what it holds is asked as it is needed. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** What is changed, without its place. */
export function changeOf({ kind, before, after }: Mutant): string {
  return `${kind}: ${before}  ->  ${after}`;
}

export interface Change {
  readonly kind: string;
  readonly after: string;
  /** The operator or method instead, of a change of nothing else. */
  readonly instead?: string;
  /** What the report shows, of a change of a piece of a long text. */
  readonly shown?: { readonly before: string; readonly after: string };
}

const operators: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='], '<=': ['<', '>'], '>': ['>=', '<='], '>=': ['>', '<'], '===': ['!=='], '!==': ['==='], '+': ['-'], '-': ['+'], '*': ['/'], '/': ['*'], '%': ['*'],
  '&&': ['||'], '||': ['&&'], '??': ['&&'], '+=': ['-='], '-=': ['+='], '*=': ['/='], '/=': ['*='], '++': ['--'], '--': ['++'],
};
const otherMethods: Readonly<Record<string, string>> = {
  some: 'every', every: 'some', startsWith: 'endsWith', endsWith: 'startsWith', toLowerCase: 'toUpperCase', toUpperCase: 'toLowerCase', indexOf: 'lastIndexOf', lastIndexOf: 'indexOf',
  min: 'max', max: 'min', floor: 'ceil', ceil: 'floor', round: 'floor', trunc: 'ceil', abs: 'trunc', push: 'unshift', flatMap: 'map',
};
const needlessMethods = new Set(['filter', 'sort', 'toSorted', 'reverse', 'toReversed', 'slice', 'trim', 'replaceAll', 'replace', 'concat']);
/** What holds types, and names that are no values. */
const passedOver = new Set(['typeAnnotation', 'typeParameters', 'typeArguments', 'returnType', 'superTypeArguments', 'implements', 'source', 'specifiers', 'label', 'meta', 'quasi']);

export interface Instrumented {
  readonly code: string;
  readonly mutants: readonly Mutant[];
}

export interface How {
  /** Of this file's mutants. */
  readonly firstId: number;
  /** To change the code, or only to watch where a change would make a difference (`watch.ts`). The mutants are the same. */
  readonly purpose: 'change' | 'watch';
  readonly language?: 'ts' | 'js';
  /** How many lines stand before the text in its file. */
  readonly lineOffset?: number;
}

const beginsFunction = /\bfunction\b|^\s*(?!(?:if|for|while|switch|catch|return)\b)(?:(?:private|static|async|get|set) )*#?\w+\(.*\{$/;

/** The code with all its mutants in it: `__mutant(7) ? changed : as it was`. One build then serves them all. */
export function instrument(path: string, text: string, { firstId, purpose, language = 'ts', lineOffset = 0 }: How): Instrumented {
  const mutants: Mutant[] = [];
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length + lineOffset;
  const lines = text.split('\n');

  function note(node: Node, { kind, after, shown }: Change): number {
    const id = firstId + mutants.length;
    const line = lineOf(node.start);
    const source = lines[line - lineOffset - 1]!.trim();
    const within = (lines.slice(0, line - lineOffset).findLast((each) => beginsFunction.test(each)) ?? '').trim();
    mutants.push({ id, path, line, source, within, kind, before: shortened(shown?.before ?? text.slice(node.start, node.end)), after: shortened(shown?.after ?? after) });
    return id;
  }

  /** The text of the node with the mutants of all that is in it. */
  function written(node: Node, parent: Node | undefined, inChain: boolean, quiet: boolean): string {
    if (node.type.startsWith('TS') && !('expression' in node && /^TS(As|NonNull|Satisfies)/.test(node.type))) return text.slice(node.start, node.end);
    if (node.type === 'ImportDeclaration' || node.type === 'ExportAllDeclaration') return text.slice(node.start, node.end);
    const within = inChain || node.type === 'ChainExpression';
    const isQuiet = quiet || node.type === 'ThrowStatement' || (node.type === 'CallExpression' && calleeName(node) === 'unreachable');
    let out = '';
    let at = node.start;
    const parts: Part[] = [];
    const isCompared = purpose === 'watch' && !isQuiet && node.type === 'BinaryExpression' && Object.hasOwn(operators, node['operator'] as string);
    for (const [key, child] of childrenOf(node)) {
      if (child.start < at) continue;
      const isKey = key === 'key' && node['computed'] !== true || (key === 'property' && node['computed'] !== true && node.type === 'MemberExpression');
      const literal = isCompared && child.type === 'Literal' ? literalChanges(child, node)[0] : undefined;
      const isTurn = key === 'test' && /^(For|While)/.test(node.type) && (node['body'] as Node).type !== 'BlockStatement';
      const code = isKey || literal !== undefined ? text.slice(child.start, child.end)
        : `${isTurn ? '__tick(), ' : ''}${written(child, node, within && node.type !== 'ArrowFunctionExpression', isQuiet)}`;
      parts.push({ key, code, changed: literal === undefined ? undefined : { id: note(child, literal), after: literal.after } });
      out += text.slice(at, child.start) + code;
      at = child.end;
    }
    out += text.slice(at, node.end);
    if (isQuiet) return out;
    return withStatement(node, parent, withExpression(node, parent, within, out, parts));
  }

  function withExpression(node: Node, parent: Node | undefined, inChain: boolean, out: string, parts: readonly Part[]): string {
    const changes = expressionChanges(node, parent, inChain, text).map((change) => ({ ...change, id: note(node, change) }));
    if (purpose === 'watch') return watched(node, parent, out, changes, parts);
    if (changes.length === 0) return out;
    return `(${changes.map(({ id, after }) => `__mutant(${id})?(${after}):`).join('')}(${out}))`;
  }

  function withStatement(node: Node, parent: Node | undefined, out: string): string {
    if (node.type === 'ExpressionStatement' && (node['expression'] as Node).type === 'CallExpression' && calleeName(node['expression'] as Node) !== 'unreachable') {
      return `{ if (!__mutant(${note(node, { kind: 'call left out', after: ';' })})) { ${out} } }`;
    }
    if (node.type !== 'BlockStatement' || (node['body'] as Node[]).length === 0) return out;
    const isLoop = parent !== undefined && /^(For|While|DoWhile)/.test(parent.type);
    const tick = isLoop ? '__tick();' : '';
    if (parent?.type === 'TryStatement' && parent['block'] !== node) return out;
    if (parent?.type === 'MethodDefinition') return out;
    const id = note(node, { kind: 'block emptied', after: '{}' });
    return `{ ${tick} if (!__mutant(${id})) ${out} }`;
  }

  const tree = parseAst(text, { lang: language }) as unknown as Node;
  const code = text.slice(0, tree.start) + written(tree, undefined, false, false) + text.slice(tree.end);
  return { code, mutants };
}

/** A child of a node: its code with all mutants in it; of a literal that is compared, its change. */
export interface Part {
  readonly key: string;
  readonly code: string;
  readonly changed: { readonly id: number; readonly after: string } | undefined;
}

function expressionChanges(node: Node, parent: Node | undefined, inChain: boolean, text: string): readonly Change[] {
  const of = (key: string): string => text.slice((node[key] as Node).start, (node[key] as Node).end);
  const condition = parent !== undefined && parent['test'] === node && /^(If|Conditional|While|For|DoWhile)/.test(parent.type);
  const always: Change[] = condition ? [...(parent.type === 'IfStatement' || parent.type === 'ConditionalExpression' ? [{ kind: 'condition true', after: 'true' }] : []), { kind: 'condition false', after: 'false' }] : [];
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression': {
      const operator = node['operator'] as string;
      if (operator === '+' && [node['left'], node['right']].some((side) => /Literal/.test((side as Node).type) && typeof (side as Node)['value'] !== 'number')) return always;
      return [...always, ...(operators[operator] ?? []).map((other) => ({ kind: 'operator', after: `(${of('left')}) ${other} (${of('right')})`, instead: other }))];
    }
    case 'AssignmentExpression':
      return (operators[node['operator'] as string] ?? []).map((other) => ({ kind: 'operator', after: `${of('left')} ${other} ${of('right')}` }));
    case 'UpdateExpression':
      return (operators[node['operator'] as string] ?? []).map((other) => ({ kind: 'operator', after: node['prefix'] === true ? other + of('argument') : of('argument') + other }));
    case 'UnaryExpression':
      if (node['operator'] === '!') return [...always, { kind: 'negation left out', after: of('argument') }];
      return node['operator'] === '-' ? [{ kind: 'sign left out', after: of('argument') }] : always;
    case 'CallExpression':
      return [...always, ...(inChain ? [] : methodChanges(node, text))];
    case 'ArrayExpression':
      return (node['elements'] as unknown[]).length > 0 && parent?.type !== 'AssignmentExpression' ? [{ kind: 'array emptied', after: '[]' }] : [];
    case 'TemplateLiteral':
      return parent?.type === 'TaggedTemplateExpression' ? [] : [{ kind: 'text emptied', after: "''" }];
    case 'TaggedTemplateExpression':
      return [...always, ...(isSql(node) ? sqlChanges(node, text) : [])];
    case 'Literal':
      return literalChanges(node, parent);
    default:
      return always;
  }
}

function literalChanges(node: Node, parent: Node | undefined): readonly Change[] {
  const value = node['value'];
  if (parent?.type === 'ExpressionStatement' || parent?.type === 'ImportExpression') return [];
  if (typeof value === 'boolean') return [{ kind: 'boolean', after: String(!value) }];
  if (typeof value === 'number') return [{ kind: 'number', after: String(value + 1) }];
  if (typeof value === 'string') return [{ kind: 'text emptied', after: value === '' ? "'mutant'" : "''" }];
  return [];
}

function methodChanges(node: Node, text: string): readonly Change[] {
  const callee = node['callee'] as Node;
  if (callee.type !== 'MemberExpression' || callee['computed'] === true) return [];
  const property = callee['property'] as Node;
  const name = text.slice(property.start, property.end);
  const changes: Change[] = [];
  const other = otherMethods[name];
  if (Object.hasOwn(otherMethods, name)) changes.push({ kind: 'method', after: text.slice(node.start, property.start) + other! + text.slice(property.end, node.end), instead: other! });
  if (needlessMethods.has(name)) changes.push({ kind: 'method left out', after: text.slice(node.start, property.start).replace(/\s*\.\s*$/, '') });
  return changes;
}

function calleeName(node: Node): unknown {
  return (node['callee'] as Node)['name'];
}

function isSql(node: Node): boolean {
  return (node['tag'] as Node)['name'] === 'sql';
}

function childrenOf(node: Node): readonly (readonly [string, Node])[] {
  const children: (readonly [string, Node])[] = [];
  for (const [key, value] of Object.entries(node)) {
    if (passedOver.has(key) && !(key === 'quasi' && isSql(node))) continue;
    for (const each of Array.isArray(value) ? value : [value]) if (isNode(each)) children.push([key, each]);
  }
  return children.sort(([, first], [, second]) => first.start - second.start);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value && typeof value.type === 'string';
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 100 ? `${line.slice(0, 97)}...` : line;
}
