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

const noLines: readonly { id: string }[] = [];

/** `lines` are those of the invoice, in order, to number the ones that changes name by id. */
export function useChangeWords(lines: readonly { id: string }[] = noLines) {
  const { t, has, format } = useWords();
  const statuses = useList<InvoiceStatus>('/invoice-statuses').data;
  const accounts = useList<Account>('/accounts').data;
  const methods = useList<PaymentMethod>('/payment-methods').data;
  const taxes = useList<Tax>('/taxes').data;

  const nameOf = (id: string) => {
    const lists: readonly (readonly Named[] | undefined)[] = [statuses, accounts, methods, taxes];
    return lists.flatMap((list) => list ?? []).find((row) => row.id === id)?.name;
  };

  const lineWords = (key: string, part: string | undefined): string => {
    const at = /^\d{1,3}$/.test(key) ? Number(key) : lines.findIndex(({ id }) => id === key);
    if (at < 0) return part ? t('change.otherLineField', { field: field(part) }) : t('change.otherLine');
    return part ? t('change.lineField', { number: at + 1, field: field(part) }) : t('line.named', { number: at + 1 });
  };

  const field = (path: string): string => {
    const line = /^lines?\.([^.]+)(?:\.(.+))?$/.exec(path);
    if (line) return lineWords(line[1] ?? '', line[2]);
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
    if (text.startsWith('new-')) return t('change.newRecord');
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
