/** Says in words what each step still lacks; nothing where it is complete. */
import type { InvoiceStatus, Tax } from '../../../contract/catalog.ts';
import type { Connection } from '../../../contract/integration.ts';
import { useWords } from '../../words/use-words.tsx';
import { type Step, unmappedTaxes } from './completeness.ts';
import type { SettingsForm } from './settings-form.ts';

interface SetUp {
  form: SettingsForm;
  connection: Connection;
  taxes: readonly Tax[];
  statuses: readonly InvoiceStatus[];
}

export function useMissing(): (setUp: SetUp) => Partial<Record<Step, string>> {
  const { t, format } = useWords();
  return ({ form, connection, taxes }) => {
    const unmapped = unmappedTaxes(form, taxes);
    const noEvent = Object.values(form.events).every((id) => id === null);
    const connect =
      connection.health === 'lost'
        ? t('missing.lost')
        : !connection.connected
          ? t('missing.connect')
          : form.enabled
            ? null
            : t('missing.enable');
    return {
      ...(connect ? { connect } : {}),
      ...(form.depositAccountId ? {} : { sending: t('missing.deposit') }),
      ...(taxes.length === 0
        ? { taxes: t('missing.noTaxes') }
        : unmapped.length > 0
          ? { taxes: t('missing.taxes', { names: format.list(unmapped.map(({ name }) => name)) }) }
          : {}),
      ...(noEvent ? { events: t('missing.events') } : {}),
    };
  };
}
