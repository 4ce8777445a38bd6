/** Things of which each does one piece of work at a time, for work that comes several at once. */
export class SessionPool<Session> {
  readonly #idle: Session[];
  readonly #waiting: ((session: Session) => void)[] = [];

  constructor(sessions: readonly Session[]) {
    this.#idle = [...sessions];
  }

  async use<Result>(work: (session: Session) => Promise<Result>): Promise<Result> {
    const session = this.#idle.pop() ?? await new Promise<Session>((resolve) => this.#waiting.push(resolve));
    try {
      return await work(session);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#idle.push(session);
      else next(session);
    }
  }
}
