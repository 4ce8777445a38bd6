/** Stands in for vitest: collects the tests of all files into one list, so that one process can run any of them again and again. */
import { expect as jestExpect } from 'expect';

/** `{ name, run }` of each. */
export const collectedTests = [];
const path = [];

function add(name, run) {
  collectedTests.push({ name: [...path, name].join(' > '), run });
}

/** `test(name, body)` and `test(name, options, body)`. */
function bodyOf(rest) {
  return rest.find((each) => typeof each === 'function');
}

function eachOf(rows, act) {
  return (name, ...rest) => rows.forEach((row, index) => {
    const values = Array.isArray(row) ? row : [row];
    act(`${name} (${index})`, () => bodyOf(rest)(...values));
  });
}

function group(name, run) {
  path.push(name);
  run();
  path.pop();
}

export const test = Object.assign((name, ...rest) => add(name, () => bodyOf(rest)()), {
  each: (rows) => eachOf(rows, add),
  skipIf: (isSkipped) => (name, ...rest) => { if (!isSkipped) add(name, () => bodyOf(rest)()); },
});
export const it = test;
export const describe = Object.assign((name, ...rest) => group(name, () => bodyOf(rest)()), {
  each: (rows) => eachOf(rows, group),
});

/** Only tests that need nothing around them are collected. */
export function beforeAll() {
  throw new Error('a file that prepares something cannot be collected');
}
export const beforeEach = beforeAll;
/** Engines stay open until the process ends. */
export const afterAll = () => undefined;
export const afterEach = afterAll;
export const vi = { setConfig: () => undefined };

export const expect = Object.assign((value) => jestExpect(value), jestExpect, {
  fail: (message) => { throw new Error(message); },
});
