/** A client as the form holds it (empty text for nothing) and as the server takes it (null for nothing). */
import type { Client } from '../../../contract/catalog.ts';
import { type AddressForm, addressBody, addressFormOf } from '../../parts/address-form.ts';

export interface ClientForm {
  type: Client['type'];
  firstName: string;
  lastName: string;
  name: string;
  email: string;
  phone: string;
  taxNumber: string;
  address: AddressForm;
  active: boolean;
}

export function clientFormOf(client: Client | null, suggestedName: string): ClientForm {
  const [first = '', ...rest] = suggestedName.split(' ');
  return {
    type: client?.type ?? 'person',
    firstName: client ? (client.firstName ?? '') : first,
    lastName: client ? (client.lastName ?? '') : rest.join(' '),
    name: client ? (client.type === 'organization' ? client.name : '') : suggestedName,
    email: client?.email ?? '',
    phone: client?.phone ?? '',
    taxNumber: client?.taxNumber ?? '',
    address: addressFormOf(client?.address ?? null),
    active: client?.active ?? true,
  };
}

export function clientBody(form: ClientForm) {
  const person = form.type === 'person';
  return {
    type: form.type,
    ...(person
      ? { firstName: form.firstName.trim() || null, lastName: form.lastName.trim() || null }
      : { name: form.name.trim() || null }),
    email: form.email.trim() || null,
    phone: form.phone.trim() || null,
    taxNumber: form.taxNumber.trim() || null,
    address: addressBody(form.address),
    active: form.active,
  };
}
