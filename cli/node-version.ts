/** The oldest Node that runs what is built; `engines` of package.json says the same. */
export const oldestNode = '22.12.0';

/** What to tell a user whose Node is too old, or `undefined`. `version` is as in `process.versions.node`. */
export function oldNodeProblem(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode.split('.').map(Number);
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return undefined;
  return `error: mql needs Node ${oldestNode} or later, and this is Node ${version}\n  in a checkout, \`npm run --silent mql -- ...\` brings its own`;
}
