/** Mutants of the helpers that compiled modules carry: they stand in the generated library as texts, and are run as such. */
import { instrument, type How, type Instrumented, type Mutant } from './mutants.ts';

/** @param text of `library.generated.ts`, whose pieces are `code: \`...\`` */
export function libraryMutants(path: string, text: string, { firstId, purpose }: How): Instrumented {
  const mutants: Mutant[] = [];
  const code = text.replace(/(\n {4}code: )`((?:[^`\\]|\\[^])*)`/g, (whole, before: string, escaped: string, offset: number) => {
    const piece = new Function(`return \`${escaped}\`;`)() as string;
    if (/^(?:\/\*\*[^]*?\*\/\s*)?(?:const|let) /.test(piece)) return whole;
    const made = instrument(path, piece, {
      firstId: firstId + mutants.length, purpose, language: 'js', lineOffset: text.slice(0, offset).split('\n').length,
    });
    mutants.push(...made.mutants);
    return `${before}${JSON.stringify(made.code)}`;
  });
  return { code, mutants };
}
