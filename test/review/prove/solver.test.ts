import { afterAll, expect, it } from 'vitest';
import { endSolver, openSolver, wasStopped } from '../../../review/prove/solver.ts';

afterAll(endSolver);

it('the little time of one question is not the time of the next, nor of another solver', async () => {
  const lines = Array.from({ length: 4_000 }, (_, index) => `(declare-const x${index} Int)\n(assert (>= x${index} 0))`);
  const hurried = await openSolver();
  await hurried.add(lines);
  for (let round = 0; round < 3; round += 1) await hurried.check(['(> x0 5)'], 1);
  expect((await hurried.checkValues(['(= x0 7)'], ['x0'], 60_000))).toEqual({ verdict: 'sat', values: ['7'] });
  await hurried.check(['(> x0 5)'], 1);
  const other = await openSolver();
  await other.add(lines);
  expect(await other.check(['(< x0 0)'], 60_000)).toBe('unsat');
  expect(await other.check(['(> x0 0)'], 60_000)).toBe('sat');
  await hurried.close();
  await other.close();
});

it('a solver that was stopped says so in one of these ways, and a faulty question in none of them', () => {
  expect(wasStopped('(error "line 164 column 95: model is not available")')).toBe(true);
  expect(wasStopped('unsat\n(error "line 3 column 10: canceled")')).toBe(true);
  expect(wasStopped('(error "line 1 column 9: unknown constant x")')).toBe(false);
});
