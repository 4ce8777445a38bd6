import { library, type LibraryName } from './library.generated.ts';

/** What a module collects beside its functions: helpers of the library, and constants such as sets of texts. */
export class ModuleParts {
  readonly #used = new Set<LibraryName>();
  readonly #constants = new Map<string, string>();

  /** The helper's name, which the module from now on carries. */
  helper(name: LibraryName): string {
    if (!this.#used.has(name)) {
      this.#used.add(name);
      library[name].needs.forEach((need) => this.helper(need));
    }
    return name;
  }

  /** The name of a constant of that value; one for equal values. `prefix` ends in no digit. */
  constant(prefix: string, expression: string): string {
    const known = this.#constants.get(expression);
    if (known !== undefined) return known;
    const name = `${prefix}_${this.#constants.size + 1}`;
    this.#constants.set(expression, name);
    return name;
  }

  constantLines(): string[] {
    return [...this.#constants].map(([expression, name]) => `const ${name} = ${expression};`);
  }

  /** In the library's order. */
  helperTexts(): string[] {
    return (Object.keys(library) as LibraryName[]).filter((name) => this.#used.has(name)).map((name) => library[name].code);
  }
}
