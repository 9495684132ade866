/** The document as the client sees it, edited in place: head, lines, comment and totals. */
import { Select, Textarea, TextInput } from '@mantine/core';
import type { Location } from '../../../contract/people.ts';
import { useSession } from '../../api/session.ts';
import { useList } from '../../api/use-list.ts';
import type { Totals } from '../../money/totals.ts';
import { DateField } from '../../parts/date-field.tsx';
import { addDays } from '../../words/date-input.ts';
import { useWords } from '../../words/use-words.tsx';
import { ClientPicker } from '../clients/client-picker.tsx';
import classes from './document.module.css';
import type { Draft } from './draft.ts';
import { LineTable } from './line-table.tsx';
import { TotalsBlock } from './totals-block.tsx';
import type { Editor } from './use-draft.ts';

interface Props {
  editor: Editor;
  /** The server's totals, shown while nothing is changed. */
  totals: Totals;
  settled?: { paid: string; credited: string; balanceDue: string; overpaid: string };
  readOnly: boolean;
}

export function InvoiceDocument({ editor, totals, settled, readOnly }: Props) {
  const { t } = useWords();
  const { draft, errors, set } = editor;
  return (
    <section className={classes.document} aria-label={t('invoice.document')}>
      <DocumentHead editor={editor} readOnly={readOnly} />
      <LineTable editor={editor} amounts={totals.lineAmounts} readOnly={readOnly} />
      <div className={classes.foot}>
        <Textarea
          label={t('invoice.comment')}
          description={t('invoice.commentHint')}
          autosize
          minRows={2}
          maxRows={8}
          value={draft.comment}
          error={errors.comment}
          disabled={readOnly}
          onChange={(event) => set({ comment: event.currentTarget.value })}
        />
        <TotalsBlock editor={editor} totals={totals} settled={settled} readOnly={readOnly} />
      </div>
    </section>
  );
}

function DocumentHead({ editor, readOnly }: { editor: Editor; readOnly: boolean }) {
  const { t } = useWords();
  const { company } = useSession();
  const { data: locations = [] } = useList<Location>('/locations');
  const { draft, errors, set } = editor;
  return (
    <div className={classes.head}>
      <ClientPicker
        label={t('invoice.client')}
        placeholder={t('invoice.clientHint')}
        value={draft.clientId}
        error={errors.clientId}
        disabled={readOnly}
        creatable
        onChange={(clientId) => set({ clientId })}
      />
      <ClientPicker
        label={t('invoice.payer')}
        placeholder={t('invoice.payerHint')}
        value={draft.payerId}
        error={errors.payerId}
        disabled={readOnly}
        clearable
        creatable
        onChange={(payerId) => set({ payerId })}
      />
      <Select
        label={t('invoice.location')}
        value={draft.locationId}
        data={locations
          .filter(({ active, id }) => active || id === draft.locationId)
          .map(({ id, name }) => ({ value: id, label: name }))}
        error={errors.locationId}
        disabled={readOnly}
        onChange={(locationId) => set({ locationId })}
      />
      <TextInput
        label={t('invoice.number')}
        placeholder={t('invoice.numberHint')}
        value={draft.number}
        error={errors.number}
        disabled={readOnly}
        onChange={(event) => set({ number: event.currentTarget.value })}
      />
      <DateField
        label={t('invoice.issueDate')}
        value={draft.issueDate}
        error={errors.issueDate}
        disabled={readOnly}
        onChange={(issueDate) => set({ issueDate, dueDate: dueAfter(issueDate, draft, company.invoiceTermDays) })}
      />
      <DateField
        label={t('invoice.dueDate')}
        value={draft.dueDate}
        error={errors.dueDate}
        disabled={readOnly}
        onChange={(dueDate) => set({ dueDate })}
      />
    </div>
  );
}

/** The due date follows the date as long as it stands at the company's term; one that was chosen otherwise stays. */
function dueAfter(issueDate: string | null, draft: Draft, termDays: number): string | null {
  const atTerm = draft.issueDate !== null && draft.dueDate === addDays(draft.issueDate, termDays);
  return issueDate && (atTerm || !draft.dueDate) ? addDays(issueDate, termDays) : draft.dueDate;
}
