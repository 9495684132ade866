/** Chooses the client whose invoices are listed. */
import { useWords } from '../../words/use-words.tsx';
import { ClientPicker } from '../clients/client-picker.tsx';

export function ClientFilter({ value, set }: { value: string | null; set: (clientId: string | null) => void }) {
  const { t } = useWords();
  return <ClientPicker label={t('invoice.client')} value={value} onChange={set} clearable />;
}
