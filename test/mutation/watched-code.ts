/**
 * Code that runs as it is and marks, of each mutant, whether it would have come to another value here. Where no test makes a difference
 * no test can notice the change, so only those that do are run with it: that saves most of the time.
 */
import type { Change, Node, Part } from './mutants.ts';

/** They change nothing, so that both may be asked. */
const comparedMethods = new Set(['startsWith', 'endsWith', 'toLowerCase', 'toUpperCase', 'min', 'max', 'floor', 'ceil', 'round', 'trunc', 'abs']);
const pureMethods = new Set([...comparedMethods, 'has', 'get', 'includes', 'at', 'isInteger', 'isSafeInteger', 'charCodeAt', 'codePointAt']);

/** What may be read or asked once more without changing anything. */
function isPure(node: Node): boolean {
  const at = (key: string): boolean => isPure(node[key] as Node);
  switch (node.type) {
    case 'Identifier': case 'Literal': case 'ThisExpression': return true;
    case 'MemberExpression': return at('object') && (node['computed'] !== true || at('property'));
    case 'BinaryExpression': case 'LogicalExpression': return at('left') && at('right');
    case 'UnaryExpression': return node['operator'] !== 'delete' && at('argument');
    case 'ConditionalExpression': return at('test') && at('consequent') && at('alternate');
    case 'ChainExpression': case 'ParenthesizedExpression': case 'TSNonNullExpression': case 'TSAsExpression': return at('expression');
    case 'CallExpression': {
      const callee = node['callee'] as Node;
      return callee.type === 'MemberExpression' && isPure(callee) && pureMethods.has((callee['property'] as Node)['name'] as string) && (node['arguments'] as Node[]).every(isPure);
    }
    default: return false;
  }
}

/** @param out the node's code, with what is inside watched already */
export function watched(node: Node, parent: Node | undefined, out: string, changes: readonly (Change & { readonly id: number })[], parts: readonly Part[]): string {
  const conditions = changes.filter(({ kind }) => kind.startsWith('condition'));
  const others = changes.filter(({ kind }) => !kind.startsWith('condition'));
  const idOf = (kind: string): number => conditions.find((change) => change.kind === kind)?.id ?? -1;
  const code = watchedValue(node, parent, out, others, parts);
  return conditions.length === 0 ? code : `__condition(${code}, ${idOf('condition true')}, ${idOf('condition false')})`;
}

function watchedValue(node: Node, parent: Node | undefined, out: string, changes: readonly (Change & { readonly id: number })[], parts: readonly Part[]): string {
  const part = (key: string): string => parts.find((each) => each.key === key)!.code;
  const list = (): string => `[${changes.map(({ id, instead }) => `[${id}, ${JSON.stringify(instead)}]`).join(', ')}]`;
  if (node.type === 'BinaryExpression' && (changes.length > 0 || parts.some(({ changed }) => changed !== undefined))) {
    const literals = parts.flatMap(({ key, changed }) => (changed === undefined ? [] : [`[${changed.id}, ${JSON.stringify(key)}, ${changed.after}]`]));
    return `__binary((${part('left')}), (${part('right')}), ${JSON.stringify(node['operator'])}, ${list()}, [${literals.join(', ')}])`;
  }
  if (changes.length === 0) return out;
  if (node.type === 'LogicalExpression' && !/\b(?:await|yield)\b/.test(part('right'))) {
    const isTested = parent !== undefined && (parent['test'] === node || (parent.type === 'UnaryExpression' && parent['operator'] === '!'));
    return `__logical((${part('left')}), () => (${part('right')}), ${JSON.stringify(node['operator'])}, ${changes[0]!.id}, ${isTested}, ${isPure(node['right'] as Node)})`;
  }
  if (node.type === 'CallExpression' && changes.length === 1 && changes[0]!.instead !== undefined) {
    const callee = node['callee'] as Node;
    const property = callee['property'] as Node;
    const name = property['name'] as string;
    const calleeCode = part('callee');
    if (comparedMethods.has(name) && calleeCode.endsWith(`.${name}`)) {
      const given = parts.filter(({ key }) => key === 'arguments').map(({ code }) => code).join(', ');
      return `__method(${calleeCode.slice(0, -name.length - 1)}, ${JSON.stringify(name)}, [${given}], ${changes[0]!.id}, ${JSON.stringify(changes[0]!.instead)})`;
    }
  }
  return `(${changes.map(({ id }) => `__mutant(${id}), `).join('')}${out})`;
}
