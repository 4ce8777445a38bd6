declare const MQL_VERSION: string | undefined;

/** The version of the package; put in by the bundler, and absent when run from the sources. */
export const version = typeof MQL_VERSION === 'string' ? MQL_VERSION : '0.0.0-source';
