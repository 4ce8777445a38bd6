import type { BuildOptions } from 'esbuild';

/** esbuild's options for the command line. */
export declare const commandLineOptions: BuildOptions & { readonly metafile: true };
