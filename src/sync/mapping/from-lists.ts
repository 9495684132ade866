/** QuickBooks' customers and items as the shop would keep them. */
import type { z } from 'zod';
import { clientWrite, itemWrite } from '../../contract/catalog.ts';
import type { Customer, Item } from '../../quickbooks/entities.ts';

type ClientWrite = z.output<typeof clientWrite>;
type ItemWrite = z.output<typeof itemWrite>;

/** A person where QuickBooks names one and no company; what cannot be kept here (an odd e-mail) is left out. */
export function clientOf(doc: Customer): ClientWrite | null {
  const person = !doc.CompanyName && Boolean(doc.GivenName || doc.FamilyName);
  const address = doc.BillAddr;
  const core = person
    ? { type: 'person' as const, firstName: doc.GivenName ?? null, lastName: doc.FamilyName ?? null }
    : { type: 'organization' as const, name: doc.DisplayName.slice(0, 200) };
  const reach = {
    email: doc.PrimaryEmailAddr?.Address ?? null,
    phone: doc.PrimaryPhone?.FreeFormNumber ?? null,
    address: address
      ? {
          line1: address.Line1 ?? null,
          line2: address.Line2 ?? null,
          city: address.City ?? null,
          region: address.CountrySubDivisionCode ?? null,
          postalCode: address.PostalCode ?? null,
          country: address.Country ?? null,
        }
      : null,
  };
  const whole = clientWrite.safeParse({ ...core, ...reach });
  return (whole.success ? whole : clientWrite.safeParse(core)).data ?? null;
}

export function itemOf(doc: Item): ItemWrite | null {
  const core = {
    kind: doc.Type === 'Service' ? ('service' as const) : ('product' as const),
    name: doc.Name,
    price: doc.UnitPrice ?? '0',
  };
  const whole = itemWrite.safeParse({ ...core, sku: doc.Sku || null });
  return (whole.success ? whole : itemWrite.safeParse({ ...core, price: '0' })).data ?? null;
}
