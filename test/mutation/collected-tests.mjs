/** Stands in for vitest: collects the tests of all files into one list, so that one process can run any of them again and again. */
import { existsSync, readFileSync } from 'node:fs';
import { expect as jestExpect } from 'expect';

/** `{ name, run }` of each. */
export const collectedTests = [];
let path = [];
/** Of the file, then of each group around: what runs before and after its tests. */
let hooks = [];

/** What is collected from now on belongs to this file. */
export function beginFile(name) {
  path = [name];
  hooks = [{ before: [], after: [] }];
}

/** What prepares a test is run with it each time: it may be what a mutant changes. */
function add(name, body) {
  const around = [...hooks];
  async function run() {
    try {
      for (const { before } of around) for (const each of before) await each();
      await body();
    } finally {
      for (const { after } of around.toReversed()) for (const each of after) await each();
    }
  }
  const isPlain = () => around.every(({ before, after }) => before.length + after.length === 0);
  collectedTests.push({ name: [...path, name].join(' > '), run: () => (isPlain() ? body() : run()) });
}

/** `test(name, body)` and `test(name, options, body)`. */
function bodyOf(rest) {
  return rest.find((each) => typeof each === 'function');
}

/** Rows are spread over the parameters only if all are lists, as vitest does it. */
function eachOf(rows, act) {
  const areLists = rows.every((row) => Array.isArray(row));
  return (name, ...rest) => rows.forEach((row, index) => act(`${name} (${index})`, () => bodyOf(rest)(...(areLists ? row : [row]))));
}

function group(name, run) {
  path.push(String(name));
  hooks.push({ before: [], after: [] });
  run();
  hooks.pop();
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

export const beforeAll = (body) => { hooks.at(-1).before.push(body); };
export const beforeEach = beforeAll;
/** Engines that a file shares stay open until the process ends: only what a file prepares itself is cleared away. */
export const afterAll = (body) => { if (hooks.at(-1).before.length > 0) hooks.at(-1).after.push(body); };
export const afterEach = (body) => { hooks.at(-1).after.push(body); };

const stubbed = new Map();
export const vi = {
  setConfig: () => undefined,
  stubGlobal(name, value) {
    if (!stubbed.has(name)) stubbed.set(name, Object.getOwnPropertyDescriptor(globalThis, name));
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true, enumerable: true });
  },
  unstubAllGlobals() {
    for (const [name, before] of stubbed) {
      if (before === undefined) delete globalThis[name];
      else Object.defineProperty(globalThis, name, before);
    }
    stubbed.clear();
  },
};

export const expect = Object.assign((value) => jestExpect(value), jestExpect, {
  fail: (message) => { throw new Error(message); },
});
jestExpect.extend({
  toMatchFileSnapshot: (received, file) => ({ pass: existsSync(file) && readFileSync(file, 'utf8') === received, message: () => `not what ${file} holds` }),
});
