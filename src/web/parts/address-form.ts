/** An address as a form holds it, and as the server takes it. */
import type { Address } from '../../contract/common.ts';

export interface AddressForm {
  line1: string;
  line2: string;
  city: string;
  region: string;
  postalCode: string;
  country: string;
}

export function addressFormOf(address: Address | null): AddressForm {
  return {
    line1: address?.line1 ?? '',
    line2: address?.line2 ?? '',
    city: address?.city ?? '',
    region: address?.region ?? '',
    postalCode: address?.postalCode ?? '',
    country: address?.country ?? '',
  };
}

export function addressBody(form: AddressForm): Address | null {
  const filled = Object.entries(form).filter(([, value]) => value.trim() !== '');
  return filled.length === 0 ? null : Object.fromEntries(filled.map(([name, value]) => [name, value.trim()]));
}

export function addressLines(address: Address | null | undefined): string[] {
  if (!address) return [];
  const place = [address.postalCode, address.city, address.region].filter(Boolean).join(' ');
  return [address.line1, address.line2, place, address.country].filter((line): line is string => Boolean(line));
}
