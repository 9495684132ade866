/** What the next sync would write on either side, before it happens. */
import { Modal, Stack, Text } from '@mantine/core';
import type { Invoice } from '../../../contract/invoices.ts';
import type { Preview } from '../../../contract/sync.ts';
import { usePreview } from '../../api/invoices.ts';
import { Chip } from '../../parts/chip.tsx';
import { Notice } from '../../parts/notice.tsx';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { useChangeWords } from '../../parts/use-change-words.ts';
import { WholePage } from '../../parts/whole-page.tsx';
import { useWords } from '../../words/use-words.tsx';
import classes from './preview.module.css';
import { previewRows } from './preview-rows.ts';

export function PreviewDialog({ invoice, close }: { invoice: Invoice; close: () => void }) {
  const { t } = useWords();
  const preview = usePreview(invoice.id, true);
  return (
    <Modal
      opened
      onClose={close}
      size="xl"
      title={t('actions.preview')}
      closeButtonProps={{ 'aria-label': t('ask.close') }}
    >
      {preview.data ? (
        <PreviewText preview={preview.data} lines={invoice.lines} />
      ) : (
        <WholePage error={preview.error} retry={() => void preview.refetch()} />
      )}
    </Modal>
  );
}

function PreviewText({ preview, lines }: { preview: Preview; lines: Invoice['lines'] }) {
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
        <Step key={`${step.entity} ${step.action} ${step.title}`} step={step} lines={lines} />
      ))}
      {preview.asOf && (
        <Text size="sm" c="dimmed">
          {t('preview.asOf')} <RelativeTime at={preview.asOf} />.
        </Text>
      )}
    </Stack>
  );
}

function Step({ step, lines }: { step: Preview['steps'][number]; lines: Invoice['lines'] }) {
  const { t } = useWords();
  const words = useChangeWords(lines);
  const lineText = (line: Partial<Record<string, unknown>>) => {
    const count = `${words.value('quantity', line.quantity ?? '1')} × ${words.value('unitPrice', line.unitPrice)}`;
    const what = line.description ?? line.name ?? line.item;
    return [words.value('name', what), line.unitPrice ? count : words.value('amount', line.amount)].join(' · ');
  };
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
            {previewRows(step.changes).map((row) => (
              <tr key={row.field}>
                <th scope="row">{words.field(row.field)}</th>
                <td>{words.value(row.field, row.from)}</td>
                <td>{row.line ? lineText(row.line) : words.value(row.field, row.to)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
