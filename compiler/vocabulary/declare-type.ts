/** A written type becomes a type. Language reference, section 3. */
import { normalForm } from './normal-form.ts';
import type { Member, ScalarType, ValueType } from './types.ts';
import { namesAndTypesCodes as codes } from '../diagnostics/catalog/names-and-types.ts';
import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/did-you-mean.ts';
import { unreachable } from '../unreachable.ts';
import type { SourceFile } from '../source/source-file.ts';
import type { MemberNode, TypeNode } from '../../grammar/tree.ts';
import { isCurrency } from '../../tables/currencies.ts';

const plainTypes = ['number', 'boolean', 'text', 'email', 'url', 'country', 'date', 'datetime', 'duration'] as const;

/** What other languages call these types, where the name is not near as it is. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ...['int', 'integer', 'bigint', 'smallint', 'float', 'double', 'decimal', 'numeric', 'real'].map((name) => [name, 'number'] as const),
  ...['string', 'str', 'varchar', 'char', 'nvarchar'].map((name) => [name, 'text'] as const),
  ...['checkbox', 'flag'].map((name) => [name, 'boolean'] as const),
  ...['timestamp', 'timestamptz'].map((name) => [name, 'datetime'] as const),
  ...['link', 'website'].map((name) => [name, 'url'] as const),
  ...['interval', 'timespan'].map((name) => [name, 'duration'] as const),
  ...['enum', 'picklist', 'dropdown', 'select'].map((name) => [name, 'one of (...)'] as const),
  ...['array', 'set', 'multiselect'].map((name) => [name, 'list of text'] as const),
]);

/** `undefined` where the type is not one; then there is a diagnostic. */
export function declareType(node: TypeNode, file: SourceFile, report: (diagnostic: Diagnostic) => void): ValueType | undefined {
  switch (node.kind) {
    case 'plain type': {
      const name = node.name.text.toLowerCase();
      const plain = plainTypes.find((type) => type === name);
      if (plain === undefined) {
        const meant = otherNames.get(name);
        const near = meant === undefined ? nearest(name, [...plainTypes, 'money', 'one of', 'list of']) : [meant];
        report(diagnose(codes.unknownType, file, node.span, { name: node.name.text, nearest: near }, {
          fixes: near.filter((type) => plainTypes.some((other) => other === type)).map((type) => (
            { title: `write \`${type}\``, edits: [{ file, span: node.span, text: type }] })),
        }));
        return undefined;
      }
      if (plain === 'date' || plain === 'datetime') return { kind: plain, format: undefined };
      return { kind: plain };
    }
    case 'money type': {
      const currency = node.currency.text.toUpperCase();
      // An unknown code has its diagnostic from reading.
      return isCurrency(currency) ? { kind: 'money', currency } : undefined;
    }
    case 'date type': {
      const problem = formatProblem(node.format.value, node.name);
      if (problem === undefined) return { kind: node.name, format: node.format.value };
      report(diagnose(codes.badDateFormat, file, node.format.span, { format: node.format.value, problem }));
      return undefined;
    }
    case 'one of type': return declareMembers(node.members, file, report);
    case 'list type': {
      const element = declareType(node.element, file, report);
      if (element === undefined) return undefined;
      if (element.kind !== 'list') return { kind: 'list', element };
      report(diagnose(codes.listOfLists, file, node.element.span, {}));
      return undefined;
    }
    default: return unreachable(node);
  }
}

function declareMembers(nodes: readonly MemberNode[], file: SourceFile, report: (diagnostic: Diagnostic) => void): ScalarType | undefined {
  // What reading could not take for a name has its diagnostic.
  if (nodes.some(({ name }) => name.text === '')) return undefined;
  const members: Member[] = [];
  const seen = new Map<string, MemberNode>();
  for (const node of nodes) {
    for (const spelling of [node.name, ...node.spellings]) {
      const text = spelling.kind === 'text' ? spelling.value : spelling.text;
      const key = normalForm(text);
      const earlier = seen.get(key);
      if (earlier !== undefined && (earlier !== node || spelling === node.name)) {
        report(diagnose(codes.duplicateName, file, spelling.span, { name: text, what: `a spelling of \`${earlier.name.text}\`` }, {
          related: [{ file, span: earlier.span, message: 'the earlier one' }],
        }));
      }
      seen.set(key, node);
    }
    members.push({ name: node.name.text, spellings: node.spellings.map((spelling) => spelling.value) });
  }
  return { kind: 'one of', members };
}

/** Says what a strptime-like format lacks, or `undefined` when it gives a whole date. */
function formatProblem(format: string, kind: 'date' | 'datetime'): string | undefined {
  const parts = new Set<string>();
  for (const match of format.matchAll(/%(.?)/gs)) {
    const part = match[1]!;
    if (!'YymbBdHIMSfpz%'.includes(part) || part === '') return `has the unknown part \`%${part}\``;
    if (part !== '%' && parts.has(part)) return `has \`%${part}\` twice`;
    parts.add(part);
  }
  if (!parts.has('Y') && !parts.has('y')) return 'has no year (`%Y`)';
  if (!['m', 'b', 'B'].some((part) => parts.has(part))) return 'has no month (`%m`)';
  if (!parts.has('d')) return 'has no day (`%d`)';
  if (parts.has('I') !== parts.has('p')) return 'has only one of `%I` and `%p`';
  if (parts.has('H') && parts.has('I')) return 'has both `%H` and `%I`';
  return undefined;
}
