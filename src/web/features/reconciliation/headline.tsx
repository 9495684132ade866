/** The unexplained difference in large figures with its meaning in words, and both sides with the age of each. */
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { Reconciliation } from '../../../contract/reconciliation.ts';
import { useWords } from '../../words/use-words.tsx';
import classes from './reconciliation.module.css';

export function Headline({ reconciliation }: { reconciliation: Reconciliation }) {
  const { t, format } = useWords();
  const { unexplained, clientsUnexplained, difference, shop, quickBooks, asOf, quickBooksAsOf } = reconciliation;
  const good = clientsUnexplained === 0;
  const Icon = good ? IconCircleCheck : IconAlertTriangle;
  const meaning = good
    ? t(Number(difference) === 0 ? 'recon.agree' : 'recon.explained')
    : t('recon.unexplained', { count: clientsUnexplained });
  return (
    <section className={classes.headline} data-good={good || undefined} aria-label={t('recon.headline')}>
      <div className={classes.main}>
        <h2 className={classes.name}>{t('recon.headline')}</h2>
        <div className={classes.figure}>
          <Icon size={26} stroke={1.8} aria-hidden="true" />
          <strong>{format.money(unexplained)}</strong>
        </div>
        <p>{meaning}</p>
      </div>
      <dl className={classes.sides}>
        <Side name={t('recon.here')} amount={shop} />
        <Side name={t('recon.there')} amount={quickBooks} />
        <Side name={t('recon.difference')} amount={difference} />
      </dl>
      <p className={`dim small ${classes.ages}`}>
        <span>{t('recon.asOf', { time: format.dateTime(asOf) })}</span>
        <span>
          {quickBooksAsOf ? t('recon.booksAsOf', { time: format.dateTime(quickBooksAsOf) }) : t('recon.neverRead')}
        </span>
      </p>
    </section>
  );
}

function Side({ name, amount }: { name: string; amount: string }) {
  const { format } = useWords();
  return (
    <div>
      <dt>{name}</dt>
      <dd>{format.money(amount)}</dd>
    </div>
  );
}
