/** The hour or the day of a point, short, in the reader's form: hours on the company's clock, days of UTC. */
import { useSession } from '../../api/session.ts';
import { useWords } from '../../words/use-words.tsx';

export function useTimeNames(step: 'hour' | 'day'): (at: string) => string {
  const { format } = useWords();
  const { timeZone } = useSession().company;
  const form = new Intl.DateTimeFormat(
    format.locale,
    step === 'hour'
      ? { hour: 'numeric', minute: '2-digit', timeZone }
      : { day: 'numeric', month: 'short', timeZone: 'UTC' },
  );
  return (at) => form.format(new Date(at));
}
