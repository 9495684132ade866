/** One delivery: the very text that was sent and the beginning of what was answered. */
import { Modal, Stack } from '@mantine/core';
import type { WebhookDelivery } from '../../../contract/webhook-endpoints.ts';
import { useWords } from '../../words/use-words.tsx';
import classes from './webhooks.module.css';

export function DeliveryDetails({ delivery, close }: { delivery: WebhookDelivery; close: () => void }) {
  const { t, format } = useWords();
  const { body, state, nextAttemptAt, lastStatus, lastAnswer, lastAttemptAt } = delivery;
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={t(`delivery.${state}`)}
      closeButtonProps={{ 'aria-label': t('ask.close') }}
    >
      <Stack gap="sm">
        {state === 'pending' && nextAttemptAt && (
          <p className="dim">{t('delivery.next', { date: format.dateTime(nextAttemptAt) })}</p>
        )}
        <section>
          <h3 className={classes.heading}>{t('delivery.body')}</h3>
          {/* It scrolls, so the keyboard must be able to reach it. */}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls takes the focus. */}
          <pre className={classes.text} tabIndex={0}>
            {body}
          </pre>
        </section>
        {lastAttemptAt && (
          <section>
            <h3 className={classes.heading}>{t('delivery.answered')}</h3>
            <p>
              {lastStatus ?? t('delivery.noAnswer')} <span className="dim">{format.dateTime(lastAttemptAt)}</span>
            </p>
            {lastAnswer && <pre className={classes.text}>{lastAnswer}</pre>}
          </section>
        )}
      </Stack>
    </Modal>
  );
}
