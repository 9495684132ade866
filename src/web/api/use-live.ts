/**
 * Keeps the screen true: the server says "something changed" over one event stream, and what is shown is read again,
 * at most four times a second; what is costly to read (`meta.still`) keeps its own time. Without the stream everything is read again every five seconds.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

const throttleMs = 250;
const fallbackMs = 5000;
const patienceMs = 3000;

/** false while the server cannot be heard. */
export function useLive(): boolean {
  const queries = useQueryClient();
  const [heard, setHeard] = useState(true);

  useEffect(() => {
    let due: ReturnType<typeof setTimeout> | undefined;
    let reading = false;
    let again = false;
    let over = false;
    let lost: ReturnType<typeof setTimeout> | undefined;
    // One reading after the other: what is being read is not begun anew by each change of a long work, and never finished.
    const readAgain = () => {
      again = reading;
      if (!reading) due ??= setTimeout(() => void read(), throttleMs);
    };
    const read = async () => {
      due = undefined;
      reading = true;
      const answers = queries.invalidateQueries({
        predicate: ({ queryKey, meta }) => queryKey[0] !== 'session' && !meta?.still,
      });
      // An answer that does not come holds the others up for this long and no longer.
      await Promise.race([answers, new Promise((resolve) => setTimeout(resolve, patienceMs))]);
      reading = false;
      if (again && !over) readAgain();
    };
    const stream = new EventSource('/api/v1/live');
    stream.addEventListener('change', readAgain);
    stream.addEventListener('open', () => {
      clearTimeout(lost);
      lost = undefined;
      setHeard((before) => {
        if (!before) readAgain();
        return true;
      });
    });
    stream.addEventListener('error', () => {
      lost ??= setTimeout(() => setHeard(false), patienceMs);
    });
    return () => {
      over = true;
      stream.close();
      clearTimeout(due);
      clearTimeout(lost);
    };
  }, [queries]);

  useEffect(() => {
    if (heard) return;
    const timer = setInterval(() => void queries.invalidateQueries(), fallbackMs);
    return () => clearInterval(timer);
  }, [heard, queries]);

  return heard;
}
