/** What somebody else did in the QuickBooks company: an invoice with a number of the shop's, before the shop sent its own. */
import type { Shop } from './shop.ts';
import type { World } from './world.ts';

export function madeInBooks(
  world: World,
  shop: Shop,
  made: { number: string; total: number; customer?: string; date?: string },
): string {
  const { control } = world.simulator;
  const name = made.customer ?? 'Hanna Ortiz';
  const known = control.list(shop.realmId, 'Customer').find((one) => one.DisplayName === name);
  const customer =
    known ?? control.act(shop.realmId, { entity: 'Customer', operation: 'create', body: { DisplayName: name } });
  const item = control.list(shop.realmId, 'Item').find((one) => one.Type === 'Service');
  const invoice = control.act(shop.realmId, {
    entity: 'Invoice',
    operation: 'create',
    body: {
      DocNumber: made.number,
      TxnDate: made.date ?? '2026-02-01',
      CustomerRef: { value: customer.Id },
      Line: [
        {
          Amount: made.total,
          DetailType: 'SalesItemLineDetail',
          SalesItemLineDetail: {
            ItemRef: { value: item?.Id },
            Qty: 1,
            UnitPrice: made.total,
            TaxCodeRef: { value: 'NON' },
          },
        },
      ],
    },
  });
  return String(invoice.Id);
}
