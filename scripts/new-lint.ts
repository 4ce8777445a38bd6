/**
 * `npm run new-lint NAME`: the four places that a lint needs, under one name: its file, its test, its catalog entry (with
 * the next free code) and its line in the list. The test fails until the lint says something.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface NewLint {
  /** Whole texts of files, by path from the root of the checkout. */
  readonly files: Readonly<Record<string, string>>;
  readonly code: string;
}

/** `catalog` and `list` are the present texts of `likely-mistakes.ts` and `lints.ts`. */
export function newLint(name: string, catalog: string, list: string): NewLint {
  const camel = name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const codes = [...catalog.matchAll(/code: 'MQL(2\d{3})'/g)].map(([, digits]) => Number(digits));
  const code = `MQL${Math.max(2000, ...codes) + 1}`;
  const title = name.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());

  const entry = `  ${camel}: entry<{ text: string }>({
    code: '${code}', severity: 'warning', title: '${title}',
    message: ({ text }) => \`\\\`\${text}\\\` says what was found\`,
    advice: () => 'say what would be right',
    why: 'Say what goes wrong for whoever overlooks it.',
    avoid: 'mql when demo_request\\n',
    prefer: 'mql when demo_request\\n',
  }),
};
`;
  const lint = `import { likelyMistakeCodes } from '../diagnostics/catalog/likely-mistakes.ts';
import { report, textOf, type Lint } from './lint-context.ts';

/** Says in one sentence what is found, and why it can be nothing but a mistake. */
export const ${camel}: Lint = ({ definition }) => definition.exclusions
  .filter(() => false)
  .map(({ origin }) => report(likelyMistakeCodes.${camel}, origin, { text: textOf(origin) }));
`;
  const test = `import { test } from 'vitest';
import { expectLints, expectNoLints } from './lint-text.ts';

test('what it finds', () => {
  expectLints(\`
mql when demo_request
         ^^^^^^^^^^^^ ${code}
\`);
});

test('what it leaves alone', () => {
  expectNoLints('mql when demo_request\\n');
});
`;
  const withImport = sortedInto(list, /^import \{ \w+ \} from '\.\/[a-z0-9-]+\.ts';$/, `import { ${camel} } from './${name}.ts';`);
  return {
    code,
    files: {
      [`compiler/lint/${name}.ts`]: lint,
      [`test/lint/${name}.test.ts`]: test,
      'compiler/diagnostics/catalog/likely-mistakes.ts': catalog.replace(/^\};\n$/m, () => entry),
      'compiler/lint/lints.ts': sortedInto(withImport, /^ {2}\w+,$/, `  ${camel},`),
    },
  };
}

/** Puts the line where it belongs among those like it. */
function sortedInto(text: string, like: RegExp, line: string): string {
  const lines = text.split('\n');
  const before = lines.findLastIndex((each) => like.test(each) && each < line);
  const first = lines.findIndex((each) => like.test(each));
  lines.splice(before === -1 ? first : before + 1, 0, line);
  return lines.join('\n');
}

function main(name: string | undefined): void {
  if (name === undefined || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    console.error('usage: npm run new-lint NAME, with a NAME such as `unused-name`');
    process.exitCode = 2;
    return;
  }
  const root = join(import.meta.dirname, '..');
  if (existsSync(join(root, 'compiler', 'lint', `${name}.ts`))) {
    console.error(`there is a lint \`${name}\` already`);
    process.exitCode = 1;
    return;
  }
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');
  const { files, code } = newLint(name, read('compiler/diagnostics/catalog/likely-mistakes.ts'), read('compiler/lint/lints.ts'));
  for (const [path, text] of Object.entries(files)) {
    writeFileSync(join(root, path), text);
    console.log(path);
  }
  console.log(`${code}: write the lint and its test, then the catalog entry, then \`npm run docs\``);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main(process.argv[2]);
