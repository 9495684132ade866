/** What the drop-downs of the accountant's forms offer. */
import type { Control } from '../control.ts';
import type { JsonObject } from '../json.ts';
import { text } from './parts.ts';

export interface Choice {
  value: string;
  name: string;
}

export interface Choices {
  accounts: Choice[];
  methods: Choice[];
  taxCodes: Choice[];
  items: Choice[];
  customers: Choice[];
}

export function choices(control: Control, realm: string): Choices {
  const active = (entity: string) => control.list(realm, entity).filter((record) => record.Active !== false);
  // Undeposited Funds come first: money lies there unless a person says otherwise.
  const later = (account: JsonObject) => Number(account.AccountSubType !== 'UndepositedFunds');
  const deposits = active('Account')
    .filter((account) => ['Bank', 'Other Current Asset'].includes(text(account.AccountType)))
    .sort((one, other) => later(one) - later(other));
  const codes = active('TaxCode');
  const pseudo = codes.filter((code) => code.Id === 'TAX' || code.Id === 'NON');
  return {
    accounts: deposits.map(choice),
    methods: active('PaymentMethod').map(choice),
    taxCodes: (pseudo.length > 0 ? pseudo : codes).map(choice),
    items: active('Item')
      .filter((item) => item.Type !== 'Category')
      .map(choice),
    customers: active('Customer').map(choice),
  };
}

export function choice(record: JsonObject): Choice {
  return { value: text(record.Id), name: text(record.FullyQualifiedName) || text(record.Name) };
}
