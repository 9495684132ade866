/** "3 min ago", kept true while it stands there; the full time on hover. */
import { useEffect, useState } from 'react';
import { useWords } from '../words/use-words.tsx';

export function RelativeTime({ at }: { at: string }) {
  const { format } = useWords();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={at} title={format.dateTime(at)}>
      {format.relative(at, Math.max(now, Date.parse(at)))}
    </time>
  );
}
