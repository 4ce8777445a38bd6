/** How the bundle of the command line is made quick to start. Both plugins change where code stands and when it is loaded, and nothing else. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve, dirname } from 'node:path';

const folders = ['cli', 'compiler', 'engines', 'grammar', 'lsp', 'review'];

/**
 * What `front` needs stands in one chunk: loading a module costs more than running most. esbuild puts modules together that are reached from the
 * same entries, so everything that is loaded with `import()` is made to reach `front`, but for what is listed as `light`. Paths are relative to `root`.
 */
export function oneChunk(root, front, light) {
  return {
    name: 'one chunk',
    setup(build) {
      const apart = new Set([front, ...light].map((path) => join(root, path)));
      const entries = new Set(folders.flatMap((folder) => importedLater(join(root, folder))).filter((path) => !apart.has(path)));
      build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        if (!entries.has(path)) return undefined;
        return { contents: `${readFileSync(path, 'utf8')}\nimport ${JSON.stringify(join(root, front))};\n`, loader: 'ts' };
      });
    },
  };
}

/** The files that a folder's files load with `import()`. */
function importedLater(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).filter((file) => file.isFile() && file.name.endsWith('.ts')).flatMap((file) => {
    const path = join(file.parentPath, file.name);
    return [...readFileSync(path, 'utf8').matchAll(/\bimport\('(\.[^']+)'\)/g)].map((found) => resolve(dirname(path), found[1]));
  });
}

/** Node's modules that take long to load, and that few commands use. */
const heavy = ['node:child_process', 'node:crypto'];
const others = ['node:events', 'node:fs', 'node:os', 'node:path', 'node:process', 'node:util'];

/**
 * Node's own modules as they are, without the view of them that `import` makes: making it asks for every property, and with that loads streams,
 * readline and more. The heavy ones are loaded when something of them is first used.
 */
export function lightBuiltins() {
  return {
    name: 'light builtins',
    setup(build) {
      build.onResolve({ filter: new RegExp(`^(${[...heavy, ...others].join('|')})$`) }, ({ path, kind }) => (
        kind === 'import-statement' ? { path, namespace: 'light-builtin' } : undefined));
      build.onLoad({ filter: /.*/, namespace: 'light-builtin' }, ({ path }) => {
        const load = `process.getBuiltinModule(${JSON.stringify(path)})`;
        if (!heavy.includes(path)) return { contents: `module.exports = ${load};` };
        const getters = Object.keys(process.getBuiltinModule(path)).map((name) => `get ${name}() { return ${load}.${name}; }`);
        return { contents: `module.exports = { ${getters.join(', ')} };` };
      });
    },
  };
}
