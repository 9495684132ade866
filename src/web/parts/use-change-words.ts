/** Says fields and values of changes in words: names instead of ids, money and dates in the reader's form. */
import type { Account, InvoiceStatus, PaymentMethod, Tax } from '../../contract/catalog.ts';
import { useList } from '../api/use-list.ts';
import type { WordKey } from '../words/translate.ts';
import { useWords } from '../words/use-words.tsx';

interface Named {
  id: string;
  name: string;
}

const moneyFields = /^(total|subtotal|amount|balance|balanceDue|paid|credited|unitPrice|taxTotal|discountTotal)$/;

export function useChangeWords() {
  const { t, has, format } = useWords();
  const statuses = useList<InvoiceStatus>('/invoice-statuses').data;
  const accounts = useList<Account>('/accounts').data;
  const methods = useList<PaymentMethod>('/payment-methods').data;
  const taxes = useList<Tax>('/taxes').data;

  const nameOf = (id: string) => {
    const lists: readonly (readonly Named[] | undefined)[] = [statuses, accounts, methods, taxes];
    return lists.flatMap((list) => list ?? []).find((row) => row.id === id)?.name;
  };

  const field = (path: string): string => {
    const line = /^lines?\.(\d+)\.?(.*)$/.exec(path);
    if (line) {
      const number = Number(line[1]) + 1;
      return line[2] ? t('change.lineField', { number, field: field(line[2]) }) : t('line.named', { number });
    }
    const key = `field.${path}`;
    return has(key) ? t(key as WordKey & 'field.number') : path;
  };

  const value = (path: string, of: unknown): string => {
    if (of === null || of === undefined || of === '') return t('change.nothing');
    if (typeof of === 'boolean') return t(of ? 'change.yes' : 'change.no');
    if (Array.isArray(of))
      return of.length === 0 ? t('change.nothing') : of.map((each) => value(path, each)).join(', ');
    if (typeof of === 'object') {
      const { name, type, value: size } = of as Record<string, unknown>;
      if (typeof name === 'string') return name;
      if (type === 'percent' && typeof size === 'string') return format.percent(size);
      if (type === 'amount' && typeof size === 'string') return format.money(size);
      return Object.entries(of)
        .filter(([key, each]) => key !== 'id' && each !== null && each !== '')
        .map(([key, each]) => `${field(key)} ${value(key, each)}`)
        .join(', ');
    }
    const text = String(of);
    const last = path.split('.').at(-1) ?? path;
    if (/^\d{4}-\d\d-\d\d$/.test(text)) return format.date(text);
    if (/^\d{4}-\d\d-\d\dT/.test(text)) return format.dateTime(text);
    if (/^-?\d+(\.\d+)?$/.test(text)) {
      if (moneyFields.test(last)) return format.money(text);
      if (last === 'quantity') return format.number(text);
    }
    return nameOf(text) ?? text;
  };

  return { field, value };
}
