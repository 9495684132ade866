/** Time travel: an invoice as either side held it at a moment, and what changed it. The moment stands in the address. */
import { Button } from '@mantine/core';
import { IconArrowLeft, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { HistoryEvent, Invoice } from '../../../contract/invoices.ts';
import { useHistory, useInvoice } from '../../api/invoices.ts';
import { MomentField } from '../../parts/moment-field.tsx';
import { PageFrame } from '../../parts/page.tsx';
import { Panel } from '../../parts/panel.tsx';
import { WholePage } from '../../parts/whole-page.tsx';
import { useWords } from '../../words/use-words.tsx';
import { HistoryEntry } from '../invoices/history-entry.tsx';
import pageClasses from '../invoices/invoice-page.module.css';
import { BothSides } from './both-sides.tsx';
import classes from './time-travel.module.css';

export function TimePage() {
  const { id } = useParams({ from: '/shell/invoices/$id/time' });
  const invoice = useInvoice(id);
  if (!invoice.data) return <WholePage error={invoice.error} retry={() => void invoice.refetch()} />;
  return <OverTime key={id} invoice={invoice.data.body} />;
}

function OverTime({ invoice }: { invoice: Invoice }) {
  const { t } = useWords();
  const { at } = useSearch({ from: '/shell/invoices/$id/time' });
  const navigate = useNavigate();
  const history = useHistory(invoice.id);
  const events = history.data?.pages.flatMap((page) => page.items) ?? [];
  const current = events.find((event) => at === undefined || event.at <= at) ?? null;
  const go = (moment: string | undefined) =>
    void navigate({
      to: '/invoices/$id/time',
      params: { id: invoice.id },
      search: moment === undefined ? {} : { at: moment },
      replace: true,
    });
  return (
    <PageFrame
      title={t('past.title', { number: invoice.number })}
      lead={t('past.lead')}
      actions={
        <Button
          variant="default"
          leftSection={<IconArrowLeft size={16} />}
          renderRoot={(props) => <Link to="/invoices/$id" params={{ id: invoice.id }} {...props} />}
        >
          {t('past.back')}
        </Button>
      }
    >
      <Moment at={at} events={events} go={go} />
      <div className={classes.columns}>
        <div className={classes.sides}>
          {current && (
            <Panel title={t('past.why')}>
              <div className={`${pageClasses.event} ${classes.why}`}>
                <HistoryEntry event={current} lines={invoice.lines} />
              </div>
              <LogLink event={current} />
            </Panel>
          )}
          <BothSides invoice={invoice} at={at} />
        </div>
        <Panel title={t('past.events')}>
          <ol className={pageClasses.timeline}>
            {events.map((event) => (
              <li key={event.id} className={pageClasses.event}>
                <HistoryEntry
                  event={event}
                  lines={invoice.lines}
                  wrap={(title) => (
                    <button
                      type="button"
                      className={classes.moment}
                      aria-current={event.id === current?.id ? 'step' : undefined}
                      onClick={() => go(event.at)}
                    >
                      {title}
                    </button>
                  )}
                />
              </li>
            ))}
          </ol>
          {history.hasNextPage && (
            <Button variant="subtle" px={8} onClick={() => void history.fetchNextPage()}>
              {t('list.more')}
            </Button>
          )}
        </Panel>
      </div>
    </PageFrame>
  );
}

interface MomentProps {
  at: string | undefined;
  events: readonly HistoryEvent[];
  go: (moment: string | undefined) => void;
}

/** Newest first, so the change before is the next one down. */
function Moment({ at, events, go }: MomentProps) {
  const { t } = useWords();
  const here = events.find((event) => at === undefined || event.at <= at);
  const earlier = events.find((event) => here !== undefined && event.at < here.at);
  const later = at === undefined ? undefined : events.findLast((event) => event.at > at);
  return (
    <div className={classes.bar}>
      <MomentField
        label={t('past.moment')}
        className={classes.field}
        placeholder={t('past.now')}
        value={at === undefined ? null : new Date(at)}
        onChange={(moment) => moment && go(moment.toISOString())}
      />
      <Button
        variant="default"
        leftSection={<IconChevronLeft size={16} />}
        disabled={!earlier}
        onClick={() => go(earlier?.at)}
      >
        {t('past.earlier')}
      </Button>
      <Button
        variant="default"
        rightSection={<IconChevronRight size={16} />}
        disabled={!later}
        onClick={() => go(later?.at)}
      >
        {t('past.later')}
      </Button>
      <Button variant="default" disabled={at === undefined} onClick={() => go(undefined)}>
        {t('past.now')}
      </Button>
    </div>
  );
}

function LogLink({ event }: { event: HistoryEvent }) {
  const { t } = useWords();
  const requestId = event.source?.requestId;
  if (!requestId) return null;
  return (
    <Link to="/sync/log" search={{ q: requestId }}>
      {t('past.logRow')}
    </Link>
  );
}
