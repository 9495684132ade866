/** How many records and how much money, by plan or by result; each count filters the records below. */
import type { Job } from '../../../contract/jobs.ts';
import type { ItemFilter } from '../../api/jobs.ts';
import { Chip } from '../../parts/chip.tsx';
import { useWords } from '../../words/use-words.tsx';
import { inOrder, toneOf, useJobWords } from './job-names.ts';
import classes from './jobs.module.css';

interface Props {
  job: Job;
  filter: ItemFilter;
  setFilter: (filter: ItemFilter) => void;
}

export function JobCounts({ job, filter, setFilter }: Props) {
  const { t, format } = useWords();
  const words = useJobWords();
  const planned = inOrder(job.counts);
  const results = inOrder(job.progress.results);
  const confirmed = job.confirmedAt !== null;
  const all = filter.action === undefined && filter.result === undefined;
  return (
    <>
      <fieldset className={classes.counts}>
        <legend>{t(confirmed ? 'job.planned' : 'job.counts')}</legend>
        <button type="button" className={classes.count} aria-pressed={all} onClick={() => setFilter({})}>
          <span className="dim">{t('job.all')}</span>
          <strong>{job.counts.total ?? 0}</strong>
          <span className="dim small">{format.money(job.amounts.total ?? '0')}</span>
        </button>
        {planned.map(([name, count]) => (
          <button
            key={name}
            type="button"
            className={classes.count}
            aria-pressed={filter.action === name}
            onClick={() => setFilter(filter.action === name ? {} : { action: name })}
          >
            <span>
              <Chip tone={toneOf(name)}>{words.action(name)}</Chip>
            </span>
            <strong>{count}</strong>
            <span className="dim small">{format.money(job.amounts[name] ?? '0')}</span>
          </button>
        ))}
      </fieldset>
      {results.length > 0 && (
        <fieldset className={classes.counts}>
          <legend>{t('job.results')}</legend>
          {results.map(([name, count]) => (
            <button
              key={name}
              type="button"
              className={classes.count}
              aria-pressed={filter.result === name}
              onClick={() => setFilter(filter.result === name ? {} : { result: name })}
            >
              <span>
                <Chip tone={toneOf(name)}>{words.result(name)}</Chip>
              </span>
              <strong>{count}</strong>
              <span className="dim small">{t('job.records', { count })}</span>
            </button>
          ))}
        </fieldset>
      )}
    </>
  );
}
