/** Knows when requests to QuickBooks are under way, so that QuickBooks' own time can be taken out. */

export interface BooksTime {
  fetch: typeof fetch;
  /** Milliseconds since the start in which at least one request was under way. */
  total(): number;
  /** When the next request to an address that ends so is answered; by `performance.now()`. */
  nextAnswer(pathEnd: string): Promise<number>;
}

export function countBooksTime(): BooksTime {
  let underWay = 0;
  let since = 0;
  let total = 0;
  const waiting = new Set<{ pathEnd: string; answered: (at: number) => void }>();
  const ended = (path: string): void => {
    const now = performance.now();
    underWay -= 1;
    if (underWay === 0) total += now - since;
    for (const one of waiting) {
      if (!path.endsWith(one.pathEnd)) continue;
      waiting.delete(one);
      one.answered(now);
    }
  };
  return {
    async fetch(input, init) {
      if (underWay === 0) since = performance.now();
      underWay += 1;
      try {
        return await fetch(input, init);
      } finally {
        ended(new URL(String(input)).pathname);
      }
    },
    total: () => total + (underWay > 0 ? performance.now() - since : 0),
    nextAnswer: (pathEnd) => new Promise((answered) => waiting.add({ pathEnd, answered })),
  };
}
