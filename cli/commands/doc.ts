import { Option } from 'commander';
import { documentOf } from '../../review/doc/document.ts';
import { renderHtml } from '../../review/doc/render-html.ts';
import { renderMarkdown } from '../../review/doc/render-markdown.ts';
import type { AddCommand } from '../commands.ts';
import { readDefinition } from '../input/read-definition.ts';
import { outputOptions, refuseInputs } from '../output/output-path.ts';
import { writeWholeFile } from '../output/whole-file.ts';
import { print } from '../terminal/standard-output.ts';

const formats = ['markdown', 'html'] as const;

export const addDoc: AddCommand = (command) => {
  command
    .argument('<file>', 'a definition; `-` is standard input')
    .addOption(new Option('--format <format>', 'what is written (default: by the name of the output, else markdown)').choices(formats))
    .option('-o, --output <file>', 'write to a file, whole or not at all')
    .addHelpText('after', `
Example:
  $ mql doc crm.mql
  $ mql doc crm.mql -o crm.html`)
    .action(async (path: string, given: { readonly format?: (typeof formats)[number]; readonly output?: string }) => {
      const options = outputOptions(given);
      const { definition, paths } = readDefinition(path);
      refuseInputs([options.output], paths);
      const document = documentOf(definition);
      const format = options.format ?? (/\.html?$/i.test(options.output ?? '') ? 'html' : 'markdown');
      const text = format === 'html' ? renderHtml(document) : renderMarkdown(document);
      if (options.output === undefined) await print(text);
      else writeWholeFile(options.output, text);
    });
};
