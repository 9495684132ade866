/** QuickBooks' customers and items as the shop would keep them. */
import type { z } from 'zod';
import { clientWrite, itemWrite } from '../../contract/catalog.ts';
import type { Customer, Item } from '../../quickbooks/entities.ts';

type ClientWrite = z.output<typeof clientWrite>;
type ItemWrite = z.output<typeof itemWrite>;

/** A person where QuickBooks names one and no company; what cannot be kept here (an odd e-mail) alone is left out. */
export function clientOf(doc: Customer): ClientWrite | null {
  const firstName = doc.GivenName?.trim() || null;
  const lastName = doc.FamilyName?.trim() || null;
  const person = !doc.CompanyName && (firstName !== null || lastName !== null);
  const address = doc.BillAddr;
  const reach = {
    // QuickBooks takes several in one field, with commas between them; an invoice goes to the first.
    email: doc.PrimaryEmailAddr?.Address?.split(',')[0]?.trim() || null,
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
  const named = person ? whatFits(clientWrite, { type: 'person', firstName, lastName }, reach) : null;
  return named ?? whatFits(clientWrite, { type: 'organization', name: doc.DisplayName.slice(0, 200) }, reach);
}

export function itemOf(doc: Item): ItemWrite | null {
  const kind = doc.Type === 'Service' ? 'service' : 'product';
  return whatFits(itemWrite, { kind, name: doc.Name }, { price: doc.UnitPrice ?? '0', sku: doc.Sku || null });
}

/** All of `core`, and of `rest` what the schema takes; null where it does not take `core`. */
function whatFits<Schema extends z.ZodType>(schema: Schema, core: Fields, rest: Fields): z.output<Schema> | null {
  const whole = schema.safeParse({ ...core, ...rest });
  if (whole.success) return whole.data;
  const odd = new Set(whole.error.issues.map((issue) => issue.path.join('.')));
  return schema.safeParse({ ...core, ...without(rest, odd, '') }).data ?? null;
}

type Fields = Readonly<Record<string, unknown>>;

function without(fields: Fields, odd: ReadonlySet<string>, prefix: string): Fields {
  const left = Object.entries(fields).filter(([field]) => !odd.has(`${prefix}${field}`));
  const inner = (field: string, value: unknown) =>
    typeof value === 'object' && value !== null ? without(value as Fields, odd, `${prefix}${field}.`) : value;
  return Object.fromEntries(left.map(([field, value]) => [field, inner(field, value)]));
}
