/** Runs at most `parallel` of the given tasks at a time; the others wait in order. */
export function limiter(parallel: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= parallel) await new Promise<void>((go) => waiting.push(go));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      // The slot is passed on directly, so that nothing that comes in the meantime can take it.
      if (next === undefined) running -= 1;
      else next();
    }
  };
}

/** Rate limit: true the first time, then once in `milliseconds`. */
export function throttle(milliseconds: number): () => boolean {
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    const now = performance.now();
    if (now - last < milliseconds) return false;
    last = now;
    return true;
  };
}
