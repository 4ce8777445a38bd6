/**
 * What tests have emitted where nothing is changed. A mutant under which all texts of a test are the same cannot change what comes out,
 * so nothing is put to a database then: that saves nearly all of the time.
 */
export const knownTexts = {
  /** Of each test and its texts. */
  hashes: new Set<string>(),
  /** The test that runs. */
  test: -1,
  /** The tests are surveyed: what they emit becomes known, and what it gives is taken for right. */
  isLearning: false,
  /** Whether what is known is taken for right; otherwise the databases say it. */
  isTrusted: true,
  /** How often some text was another one, and a database was asked. */
  asked: 0,
};
