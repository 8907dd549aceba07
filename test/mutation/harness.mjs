/** As much of Vitest as unit tests of pure code take, with its own `expect`. */
import { format } from 'node:util';
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  getState,
  GLOBAL_EXPECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from '@vitest/expect';

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);
const expect = (value, message) => chai.expect(value, message);
Object.assign(expect, chai.expect, globalThis[ASYMMETRIC_MATCHERS_OBJECT]);
expect.getState = () => getState(expect);
expect.setState = (state) => setState(state, expect);
globalThis[GLOBAL_EXPECT] = expect;
setState({ assertionCalls: 0, isExpectingAssertions: false }, expect);

/** What is being collected. */
let tests = [];
let suite = null;
let currentFile = '';

/** Runs what describes tests, and gives what it has described. */
export function collect(file, describeAll) {
  tests = [];
  currentFile = file;
  suite = newSuite(null, '');
  describeAll();
  return tests;
}

function newSuite(parent, name) {
  return { parent, name, beforeAll: [], beforeEach: [], afterEach: [], afterAll: [], hasBegun: false };
}

function describe(name, body) {
  const parent = suite;
  suite = newSuite(parent, `${parent.name}${name} `);
  body();
  suite = parent;
}

function it(name, body, isSkipped = false) {
  const fullName = `${suite.name}${name}`;
  // Names need not be unique, places are.
  tests.push({
    id: `${currentFile}#${tests.length} ${fullName}`,
    name: fullName,
    file: currentFile,
    suite,
    body,
    isSkipped,
  });
}

const each = (define) => (table) => (name, body) => {
  for (const row of table) {
    const values = Array.isArray(row) ? row : [row];
    define(format(name, ...values), () => body(...values));
  }
};
describe.each = each(describe);
it.each = each(it);
it.skipIf = (isSkipped) => (name, body) => it(name, body, isSkipped);

const hook = (kind) => (body) => suite[kind].push(body);

/** What tests import from 'vitest'. */
export const vitest = {
  describe,
  it,
  expect,
  beforeAll: hook('beforeAll'),
  beforeEach: hook('beforeEach'),
  afterEach: hook('afterEach'),
  afterAll: hook('afterAll'),
};

/** Runs one test with its hooks; gives what it failed with, or null. */
export async function runTest({ suite: own, body, isSkipped }) {
  if (isSkipped) return null;
  const suites = [];
  for (let one = own; one !== null; one = one.parent) suites.unshift(one);
  try {
    for (const one of suites) {
      if (!one.hasBegun) for (const prepare of one.beforeAll) await prepare();
      one.hasBegun = true;
    }
    for (const one of suites) for (const prepare of one.beforeEach) await prepare();
    await body();
    for (const one of suites.toReversed()) for (const tidy of one.afterEach) await tidy();
    return null;
  } catch (error) {
    return error;
  }
}
