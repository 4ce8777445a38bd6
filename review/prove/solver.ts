/** z3, loaded when the first proof is asked for. */
import type { Term } from './smt.ts';

export type Verdict = 'sat' | 'unsat' | 'unknown';

export interface Solver {
  /** Adds declarations and assertions for good. */
  readonly add: (lines: readonly string[]) => Promise<void>;
  /** Whether all assertions and these can hold together. @param milliseconds gives up after this time */
  readonly check: (assumptions: readonly Term[], milliseconds: number) => Promise<Verdict>;
  /** After `sat`, in the same scope as the check: the values of terms as z3 writes them. */
  readonly checkValues: (assumptions: readonly Term[], terms: readonly Term[], milliseconds: number) => Promise<{ readonly verdict: Verdict; readonly values: readonly string[] }>;
  readonly close: () => Promise<void>;
}

type Z3 = Awaited<ReturnType<typeof import('z3-solver')['init']>>;

interface ThreadOfMachine { onmessage: (message: unknown) => void }

/** What the package's own wrapper is made of. */
interface Machine {
  readonly HEAPU8: Uint8Array;
  readonly _malloc: (size: number) => number;
  readonly _free: (pointer: number) => void;
  readonly _async_Z3_eval_smtlib2_string: (context: unknown, text: number) => void;
  readonly async_call: (start: () => void) => Promise<string>;
  readonly PThread?: { terminateAllThreads(): void; readonly runningWorkers: readonly ThreadOfMachine[]; readonly unusedWorkers: readonly ThreadOfMachine[] };
}

const lateness = 500;

let loaded: Promise<Z3> | undefined;

/** Ends z3's workers, which would keep the process alive. No proof may be asked for after it. */
export async function endSolver(): Promise<void> {
  if (loaded === undefined) return;
  const { em } = await loaded;
  const threads = (em as Machine).PThread;
  if (threads === undefined) return;
  const workers = [...threads.runningWorkers, ...threads.unusedWorkers];
  threads.terminateAllThreads();
  // The package would complain on standard error of whatever a worker still says.
  for (const worker of workers) worker.onmessage = () => undefined;
}

export async function openSolver(): Promise<Solver> {
  loaded ??= import('z3-solver').then(async ({ init }) => init());
  const { Z3, em } = await loaded;
  const machine = em as Machine;
  const config = Z3.mk_config();
  const context = Z3.mk_context(config);
  await evaluateText(machine, context, '(set-option :smt.arith.solver 2)');
  Z3.del_config(config);
  const run = async (text: string): Promise<string> => {
    const answer = await evaluateText(machine, context, text);
    if (wasStopped(answer)) return 'unknown';
    if (answer.includes('(error')) throw new Error(`the solver refused its input: ${answer.slice(0, 400)}`);
    return answer;
  };
  // The time that was set for a question holds for every later command, of other contexts too, until another is set.
  const unhurried = (text: string): Promise<string> => run(`(set-option :timeout 4294967295)\n${text}`);
  const verdictOf = (answer: string): Verdict => (/^(sat|unsat)\b/m.exec(answer)?.[1] as Verdict | undefined) ?? 'unknown';
  // Where z3 was stopped while it opened or closed a scope, assumptions of one question may still hold for the next.
  let spoiled = false;
  const scope = async (command: '(push 1)' | '(pop 1)'): Promise<void> => {
    if (!spoiled && (await unhurried(command)).trim() !== '') spoiled = true;
  };
  const inScope = async (assumptions: readonly Term[], milliseconds: number): Promise<string> => {
    await scope('(push 1)');
    if (spoiled) return 'unknown';
    // z3's own clock is a thread, which may be late where the machine is busy.
    const timer = setTimeout(() => { Z3.interrupt(context); }, milliseconds + lateness);
    try {
      return await run([`(set-option :timeout ${Math.max(1, Math.round(milliseconds))})`, ...assumptions.map((term) => `(assert ${term})`), '(check-sat)'].join('\n'));
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    add: async (lines) => { if (lines.length > 0 && (await unhurried(lines.join('\n'))).trim() !== '') spoiled = true; },
    check: async (assumptions, milliseconds) => {
      const verdict = verdictOf(await inScope(assumptions, milliseconds));
      await scope('(pop 1)');
      return verdict;
    },
    checkValues: async (assumptions, terms, milliseconds) => {
      const verdict = verdictOf(await inScope(assumptions, milliseconds));
      const asksValues = verdict === 'sat' && terms.length > 0;
      const answer = asksValues ? await unhurried(`(get-value (${terms.join(' ')}))`) : '';
      await scope('(pop 1)');
      if (asksValues && answer === 'unknown') return { verdict: 'unknown', values: [] };
      return { verdict, values: readValues(answer) };
    },
    close: () => {
      Z3.del_context(context);
      return Promise.resolve();
    },
  };
}

/**
 * INVARIANT: the text stays where it is until z3 has answered. The package's `eval_smtlib2_string` puts it on the stack and
 * gives that back while z3 is still reading in another thread, so that z3 may read something else.
 */
async function evaluateText(machine: Machine, context: unknown, text: string): Promise<string> {
  const bytes = new TextEncoder().encode(`${text}\0`);
  const pointer = machine._malloc(bytes.length);
  machine.HEAPU8.set(bytes, pointer);
  try {
    return await machine.async_call(() => { machine._async_Z3_eval_smtlib2_string(context, pointer); });
  } finally {
    machine._free(pointer);
  }
}

/** Stopped between two commands, or after it answered and before it had a model: what came of it is not known. */
export function wasStopped(answer: string): boolean {
  return /\(error[^)]*(cancel|model is not available)/.test(answer);
}

/** `((x 5) (y (- 3)) (z (/ 1.0 2.0)))`: the value of each pair, in order. */
export function readValues(answer: string): string[] {
  const tokens = answer.match(/\(|\)|[^\s()]+/g) ?? [];
  let at = 0;
  const expression = (): string => {
    const token = tokens[at];
    at += 1;
    if (token !== '(') return token ?? '';
    const parts: string[] = [];
    while (tokens[at] !== ')' && at < tokens.length) parts.push(expression());
    at += 1;
    return `(${parts.join(' ')})`;
  };
  const values: string[] = [];
  at = 1;
  while (tokens[at] === '(') {
    at += 1;
    expression();
    values.push(expression());
    at += 1;
  }
  return values;
}

/** A number that z3 wrote: `5`, `(- 5)`, `(/ 1.0 3.0)`, `(- (/ 1.0 3.0))`. */
export function numberOf(value: string): number {
  const text = value.trim();
  if (text.startsWith('(- ')) return -numberOf(text.slice(3, -1));
  if (text.startsWith('(/ ')) {
    const [above, below] = text.slice(3, -1).split(/\s+/);
    return Number(above) / Number(below);
  }
  return Number(text.replace(/\?$/, ''));
}
