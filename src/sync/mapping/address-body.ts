/** Addresses in QuickBooks' form. */
import type { Address } from '../../contract/common.ts';
import type { AddressWrite } from '../../quickbooks/writes.ts';

export interface BillTo {
  name: string;
  email: string | null;
  address: Address | null;
  /** The payer is another than the client: the client's name stands over the payer's address. */
  otherPayer: boolean;
}

/** Whom an invoice is billed to, and where its e-mail goes. */
export function billingBody(billTo: BillTo): { BillAddr?: AddressWrite; BillEmail?: { Address: string } } {
  const address = addressBody(billTo.address);
  const named = billTo.otherPayer && address ? { Line1: billTo.name, ...shifted(address) } : address;
  return {
    ...(named ? { BillAddr: named } : {}),
    ...(billTo.email ? { BillEmail: { Address: billTo.email } } : {}),
  };
}

/** QuickBooks' form of an address; null when there is nothing in it. */
export function addressBody(address: Address | null): AddressWrite | null {
  if (!address) return null;
  const entries = Object.entries({
    Line1: address.line1,
    Line2: address.line2,
    City: address.city,
    CountrySubDivisionCode: address.region,
    PostalCode: address.postalCode,
    Country: address.country,
  }).filter(([, value]) => typeof value === 'string' && value.trim() !== '');
  return entries.length === 0 ? null : Object.fromEntries(entries);
}

function shifted(address: AddressWrite): AddressWrite {
  const { Line1, Line2, ...rest } = address;
  return { ...rest, ...(Line1 ? { Line2: Line1 } : {}), ...(Line2 ? { Line3: Line2 } : {}) };
}
