/** What the next sync would write on either side, before it happens. */
import { Modal, Stack, Text } from '@mantine/core';
import type { Preview } from '../../../contract/sync.ts';
import { usePreview } from '../../api/invoices.ts';
import { Chip } from '../../parts/chip.tsx';
import { Notice } from '../../parts/notice.tsx';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { useChangeWords } from '../../parts/use-change-words.ts';
import { WholePage } from '../../parts/whole-page.tsx';
import { useWords } from '../../words/use-words.tsx';
import classes from './preview.module.css';

export function PreviewDialog({ invoiceId, close }: { invoiceId: string; close: () => void }) {
  const { t } = useWords();
  const preview = usePreview(invoiceId, true);
  return (
    <Modal
      opened
      onClose={close}
      size="xl"
      title={t('actions.preview')}
      closeButtonProps={{ 'aria-label': t('ask.close') }}
    >
      {preview.data ? (
        <PreviewText preview={preview.data} />
      ) : (
        <WholePage error={preview.error} retry={() => void preview.refetch()} />
      )}
    </Modal>
  );
}

function PreviewText({ preview }: { preview: Preview }) {
  const { t } = useWords();
  return (
    <Stack gap="sm">
      {preview.steps.length === 0 && preview.issues.length === 0 && <Text>{t('preview.nothing')}</Text>}
      {preview.issues.map((issue) => (
        <Notice key={`${issue.code} ${issue.title}`} tone="amber">
          <strong>{issue.title}</strong>
          <br />
          {issue.explanation}
        </Notice>
      ))}
      {preview.steps.map((step) => (
        <Step key={`${step.entity} ${step.action} ${step.title}`} step={step} />
      ))}
      {preview.asOf && (
        <Text size="sm" c="dimmed">
          {t('preview.asOf')} <RelativeTime at={preview.asOf} />.
        </Text>
      )}
    </Stack>
  );
}

function Step({ step }: { step: Preview['steps'][number] }) {
  const { t } = useWords();
  const words = useChangeWords();
  const toBooks = step.target === 'quickbooks';
  return (
    <section className={classes.step}>
      <header className={classes.head}>
        <Chip tone={toBooks ? 'green' : 'blue'}>{t(toBooks ? 'side.quickbooks' : 'side.shop')}</Chip>
        <strong>{step.title}</strong>
      </header>
      {step.changes.length > 0 && (
        <table className={classes.diff}>
          <thead>
            <tr>
              <th scope="col">{t('change.field')}</th>
              <th scope="col">{t('change.now')}</th>
              <th scope="col">{t('change.then')}</th>
            </tr>
          </thead>
          <tbody>
            {step.changes.map((change) => (
              <tr key={change.field}>
                <th scope="row">{words.field(change.field)}</th>
                <td>{words.value(change.field, change.from)}</td>
                <td>{words.value(change.field, change.to)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
