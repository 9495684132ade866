/**
 * The rows of the comparison: the fields that both sides have, the lines by their id, the payments by QuickBooks' id. A
 * line agrees when name and amount do: a discount of the shop is sent as a net price.
 */
import type { InvoiceAtMoment } from '../../../contract/invoices.ts';
import { useChangeWords } from '../../parts/use-change-words.ts';
import { useWords } from '../../words/use-words.tsx';

export interface ComparedRow {
  key: string;
  label: string;
  here: string;
  there: string;
  differs: boolean;
}

const fields = ['number', 'issueDate', 'dueDate', 'clientName', 'comment'] as const;
const sums = ['taxTotal', 'total', 'paid', 'credited', 'balanceDue'] as const;

type Side = InvoiceAtMoment | null;
type Line = InvoiceAtMoment['lines'][number];
type Payment = InvoiceAtMoment['payments'][number];

export function useComparedRows(here: Side, there: Side): ComparedRow[] {
  const { t, format } = useWords();
  const words = useChangeWords();
  const nothing = t('change.nothing');
  const row = (key: string, label: string, [mine, theirs]: readonly [string, string]): ComparedRow => ({
    key,
    label,
    here: mine,
    there: theirs,
    differs: mine !== theirs,
  });
  const plain = (field: (typeof fields)[number]) =>
    row(field, words.field(field === 'clientName' ? 'client' : field), [
      words.value(field, here?.[field]),
      words.value(field, there?.[field]),
    ]);
  const money = (field: (typeof sums)[number]) =>
    row(field, words.field(field), [
      here ? format.money(here[field]) : nothing,
      there ? format.money(there[field]) : nothing,
    ]);
  const lineText = (line: Line | undefined) =>
    line
      ? `${line.name} · ${format.number(line.quantity)} × ${format.money(line.unitPrice)} = ${format.money(line.amount)}`
      : nothing;
  const lineRow = ({ id }: Line, index: number): ComparedRow => {
    const [mine, theirs] = [here, there].map((side) => side?.lines.find((line) => line.id === id));
    return {
      ...row(`line ${id}`, t('line.named', { number: index + 1 }), [lineText(mine), lineText(theirs)]),
      differs: mine?.name !== theirs?.name || Number(mine?.amount) !== Number(theirs?.amount),
    };
  };
  const paymentText = (payment: Payment | undefined) =>
    payment
      ? [format.money(payment.amount), format.date(payment.date), payment.reference].filter(Boolean).join(' · ')
      : nothing;
  const paymentRow = (payment: Payment): ComparedRow => {
    const [mine, theirs] = [here, there].map((side) => alive(side).find((each) => each.id === payment.id));
    return row(`payment ${payment.id}`, t('field.payment'), [paymentText(mine), paymentText(theirs)]);
  };
  return [
    ...fields.map(plain).filter(told(nothing)),
    ...together(here?.lines ?? [], there?.lines ?? []).map(lineRow),
    ...sums.map(money),
    ...together(alive(here), alive(there)).map(paymentRow),
  ];
}

function alive(side: Side): Payment[] {
  return side?.payments.filter(({ state, kind }) => state === 'active' && kind === 'payment') ?? [];
}

function told(nothing: string) {
  return ({ here, there }: ComparedRow) => here !== nothing || there !== nothing;
}

/** Those of the first side in its order, then those that only the other has. */
function together<Each extends { id: string }>(first: readonly Each[], second: readonly Each[]): Each[] {
  return [...first, ...second.filter(({ id }) => !first.some((each) => each.id === id))];
}
