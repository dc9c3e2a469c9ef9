// Time as an argument: the browser's clock here, a clock that tests move in test/.

export interface Clock {
  now(): number;
  after(ms: number, run: () => void): number;
  cancel(timer: number): void;
}

export const browserClock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => window.setTimeout(run, ms),
  cancel: timer => window.clearTimeout(timer),
};

/** A timer of which one is ever running. */
export class Alarm {
  private timer: number | null = null;

  constructor(private readonly clock: Clock, private readonly run: () => void) {}

  get isSet(): boolean {
    return this.timer !== null;
  }

  set(ms: number): void {
    this.stop();
    this.timer = this.clock.after(Math.max(0, ms), () => {
      this.timer = null;
      this.run();
    });
  }

  stop(): void {
    if (this.timer !== null) this.clock.cancel(this.timer);
    this.timer = null;
  }
}

/** Resolves with the promise, or with undefined after so long. */
export function within<T>(clock: Clock, ms: number, promise: Promise<T>): Promise<T | undefined> {
  return new Promise((done, failed) => {
    const timer = clock.after(ms, () => done(undefined));
    promise.then(done, failed).finally(() => clock.cancel(timer));
  });
}
