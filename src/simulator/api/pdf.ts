/** A document as a plain PDF page: who, to whom, the lines, the totals. The look is not QuickBooks' own. */
import { amountText } from '../../base/decimal.ts';
import { amountIn } from '../amount.ts';
import { type Json, type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';

const titles: Readonly<Record<string, string>> = {
  CreditMemo: 'CREDIT MEMO',
  PurchaseOrder: 'PURCHASE ORDER',
  RefundReceipt: 'REFUND RECEIPT',
  SalesReceipt: 'SALES RECEIPT',
};

const left = 50;
const right = 545;

export async function documentPdf(entity: string, record: JsonObject, company: JsonObject): Promise<Uint8Array> {
  // Loaded when first needed: the simulator starts sooner.
  const { default: PDFDocument } = await import('pdfkit');
  const page = new PDFDocument({ size: 'A4', margin: left, info: { Title: titleOf(entity, record) } });
  const chunks: Buffer[] = [];
  page.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve) => page.on('end', () => resolve()));
  const row = ({ cells, bold = false }: { cells: readonly [string, string, string]; bold?: boolean }): void => {
    if (page.y > 760) page.addPage();
    const { y } = page;
    page.font(bold ? 'Helvetica-Bold' : 'Helvetica').fontSize(10);
    page.text(cells[0], left, y, { width: 330 });
    const below = page.y;
    page.text(cells[1], 380, y, { width: 75, align: 'right' });
    page.text(cells[2], 460, y, { width: right - 460, align: 'right' });
    page.y = below + 4;
    page.x = left;
  };
  page.font('Helvetica-Bold').fontSize(16).text(titleOf(entity, record));
  page.font('Helvetica').fontSize(10).moveDown(0.5);
  for (const line of headOf(record, company)) page.text(line);
  page.moveDown();
  row({ cells: ['Description', 'Quantity', 'Amount'], bold: true });
  for (const line of objectsOf(record.Line)) row({ cells: lineOf(line) });
  page.moveDown(0.5);
  for (const [name, value] of totalsOf(record)) row({ cells: [name, '', value], bold: true });
  page.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}

function titleOf(entity: string, record: JsonObject): string {
  const number = textOf(record.DocNumber) ?? textOf(record.PaymentRefNum) ?? textOf(record.Id) ?? '';
  return `${titles[entity] ?? entity.toUpperCase()} ${number}`;
}

function headOf(record: JsonObject, company: JsonObject): string[] {
  const partner = objectOf(record.CustomerRef) ?? objectOf(record.VendorRef);
  const due = textOf(record.DueDate);
  return [
    textOf(company.CompanyName) ?? '',
    `Date ${textOf(record.TxnDate) ?? ''}${due === undefined ? '' : `, due ${due}`}`,
    textOf(partner?.name) ?? '',
    ...addressLines(record.BillAddr ?? record.VendorAddr),
  ].filter((line) => line !== '');
}

function addressLines(address: Json | undefined): string[] {
  const sent = objectOf(address) ?? {};
  const lines = ['Line1', 'Line2', 'Line3', 'Line4', 'Line5'].map((name) => textOf(sent[name]) ?? '');
  const place = [sent.City, sent.CountrySubDivisionCode, sent.PostalCode].map((part) => textOf(part) ?? '');
  return [...lines, place.filter(Boolean).join(' ')].filter(Boolean);
}

function lineOf(line: JsonObject): [string, string, string] {
  const detail =
    objectOf(line.SalesItemLineDetail) ??
    objectOf(line.ItemBasedExpenseLineDetail) ??
    objectOf(line.AccountBasedExpenseLineDetail);
  const name = textOf(objectOf(detail?.ItemRef)?.name) ?? textOf(objectOf(detail?.AccountRef)?.name);
  const plain = { SubTotalLineDetail: 'Subtotal', DiscountLineDetail: 'Discount' }[textOf(line.DetailType) ?? ''];
  const link = objectsOf(line.LinkedTxn)[0];
  const linked = link ? `${textOf(link.TxnType) ?? ''} ${textOf(link.TxnId) ?? ''}` : undefined;
  const quantity = typeof detail?.Qty === 'number' ? String(detail.Qty) : '';
  return [textOf(line.Description) ?? name ?? plain ?? linked ?? '', quantity, money(line.Amount)];
}

function totalsOf(record: JsonObject): [string, string][] {
  const currency = textOf(objectOf(record.CurrencyRef)?.value) ?? '';
  const rows: [string, Json | undefined][] = [
    ['Tax', objectOf(record.TxnTaxDetail)?.TotalTax],
    [`Total ${currency}`, record.TotalAmt],
    ['Deposit', record.Deposit],
    ['Balance due', record.Balance],
  ];
  return rows.flatMap(([name, value]) => (typeof value === 'number' ? [[name, money(value)]] : []));
}

function money(value: Json | undefined): string {
  return typeof value === 'number' ? amountText(amountIn(value), 2) : '';
}
