/** The worker that runs tests, watched: a mutant that takes too long or ends the process counts as found. */
import { Worker } from 'node:worker_threads';
import type { Report, Survey, Work } from './run-mutants.ts';

/** Of the processor, which other programs on the machine do not use up; and of the clock, for a test that waits for what never comes. */
const mostOfProcessor = 10_000;
const mostOfClock = 300_000;

interface Handlers {
  readonly onSurvey?: (survey: Survey) => void;
  /** Whether to go on. */
  readonly onResult: (id: number, outcome: { readonly killedBy: string | undefined; readonly tests: number; readonly queries?: number; readonly milliseconds?: number }) => boolean;
}

/** Runs the mutants until all are done, or the worker hangs or is spoilt; what has no result then is left. */
export function runWorker(script: string, work: Work, { onSurvey, onResult }: Handlers): Promise<void> {
  return new Promise((done, fail) => {
    const worker = new Worker(script, { workerData: work, stdout: true, resourceLimits: { maxOldGenerationSizeMb: 1800 } });
    let current: number | undefined = work.fromTheStart;
    let before = process.cpuUsage();
    let since = Date.now();
    const begin = (id: number | undefined): void => {
      current = id;
      before = process.cpuUsage();
      since = Date.now();
    };
    const end = (): void => {
      clearInterval(timer);
      void worker.terminate().then(() => done());
    };
    const timer = setInterval(() => {
      if (current === undefined) return;
      const { user, system } = process.cpuUsage(before);
      if ((user + system) / 1000 < mostOfProcessor && Date.now() - since < mostOfClock) return;
      onResult(current, { killedBy: 'it does not end', tests: 0 });
      end();
    }, 1000);
    worker.on('message', (report: Report) => {
      switch (report.kind) {
        case 'survey':
          onSurvey!(report.survey);
          return end();
        case 'began': return begin(report.id);
        case 'spoilt':
        case 'done':
          return end();
        case 'ended': {
          begin(undefined);
          const { id, killedBy, tests, queries, milliseconds } = report;
          if (!onResult(id, { killedBy, tests, ...(queries === 0 ? {} : { queries }), milliseconds: Math.round(milliseconds) })) end();
        }
      }
    });
    worker.on('error', (error) => {
      if (current === undefined) return fail(error);
      onResult(current, { killedBy: `the process ends: ${error.message}`, tests: 0 });
      end();
    });
    worker.on('exit', () => {
      clearInterval(timer);
      done();
    });
  });
}
