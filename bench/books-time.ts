/** Knows at each moment whether a request to QuickBooks is under way, so that QuickBooks' own time can be taken out. */

export interface BooksTime {
  fetch: typeof fetch;
  /** Milliseconds since the start in which at least one request was under way. */
  total(): number;
  /** When the last request to `pathPart` was answered (performance.now). */
  lastAnswer(pathPart: string): number | undefined;
}

export function countBooksTime(): BooksTime {
  let underWay = 0;
  let since = 0;
  let total = 0;
  const answers = new Map<string, number>();
  return {
    async fetch(input, init) {
      if (underWay === 0) since = performance.now();
      underWay += 1;
      try {
        return await fetch(input, init);
      } finally {
        underWay -= 1;
        const now = performance.now();
        if (underWay === 0) total += now - since;
        answers.set(new URL(String(input)).pathname, now);
      }
    },
    total: () => total + (underWay > 0 ? performance.now() - since : 0),
    lastAnswer: (pathPart) => [...answers].findLast(([path]) => path.endsWith(pathPart))?.[1],
  };
}
