/** The Prettier plugin: `prettier --plugin ... file.mql` gives what `mql fmt` gives. */
import type { Parser, Printer, SupportLanguage } from 'prettier';
import { positionAt, sourceFile } from '../../compiler/source/source-file.ts';
import type { Doc } from './doc.ts';
import { documentOf, lineWidth } from './format.ts';

/** What the parser hands to the printer: the whole file is one node, since its comments are placed by `print-file.ts`. */
interface Printed {
  readonly document: Doc;
  readonly length: number;
}

export const languages: SupportLanguage[] = [
  { name: 'MQL', parsers: ['mql'], extensions: ['.mql'], vscodeLanguageIds: ['mql'], linguistLanguageId: 0 },
];

export const parsers: Record<'mql', Parser<Printed>> = {
  mql: {
    astFormat: 'mql',
    locStart: () => 0,
    locEnd: (node) => node.length,
    /** Throws a `SyntaxError` as Prettier wants it, at the first mistake. */
    parse(text) {
      const file = sourceFile('definition.mql', text);
      const result = documentOf(file);
      if ('document' in result) return { document: result.document, length: text.length };
      const [first] = result.diagnostics;
      const place = (offset: number): { line: number; column: number } => {
        const { line, character } = positionAt(file, offset);
        return { line: line + 1, column: character + 1 };
      };
      const error = new SyntaxError(`${first!.code}: ${first!.message}`);
      throw Object.assign(error, { loc: { start: place(first!.span.start), end: place(first!.span.end) } });
    },
  },
};

export const printers: Record<'mql', Printer<Printed>> = {
  mql: { print: (path) => path.node.document },
};

export const defaultOptions = { printWidth: lineWidth, tabWidth: 2, useTabs: false };
