/** Shows on a terminal what is being done, once it has taken about a second. Writes nothing anywhere else. */
export interface Progress {
  /** What is being done now, and how far it is. */
  say(doing: string): void;
  /** Takes the line away. To be called before anything else is written. */
  stop(): void;
}

const patience = 1000;
const pause = 120;
const clearLine = '\r\u001b[2K';

export function startProgress(stream: NodeJS.WriteStream): Progress {
  if (stream.isTTY !== true || process.env['TERM'] === 'dumb') return { say: () => {}, stop: () => {} };
  let doing = '';
  let shown = false;
  let last = Date.now() + patience - pause;
  const show = (): void => {
    if (doing === '' || Date.now() - last < pause) return;
    last = Date.now();
    shown = true;
    // Some terminals do not say how wide they are.
    const width = stream.columns > 0 ? stream.columns : 80;
    stream.write(`${clearLine}${doing.slice(0, Math.max(10, width - 2))}…`);
  };
  // Work inside the database leaves this thread free; work on this thread says so often enough itself.
  const timer = setInterval(show, pause);
  timer.unref();
  return {
    say: (text) => {
      doing = text;
      show();
    },
    stop: () => {
      clearInterval(timer);
      doing = '';
      if (shown) stream.write(clearLine);
      shown = false;
    },
  };
}
