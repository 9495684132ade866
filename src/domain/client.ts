/** A client: a person or an organization, and the one name by which it is shown. */
import type { Id } from '../base/ids.ts';
import type { Address } from './company.ts';
import { invalid } from './refused.ts';

export interface Client {
  id: Id;
  type: 'person' | 'organization';
  firstName: string | null;
  lastName: string | null;
  /** The organization, or first and last name together. */
  name: string;
  email: string | null;
  phone: string | null;
  taxNumber: string | null;
  address: Address | null;
  active: boolean;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  /** Since when the person is gone; nothing of the client is changed after that. */
  erasedAt: Date | null;
}

const longestName = 200;

/** The name of an organization is its own; a person's follows from first and last name. */
export function clientName(client: Pick<Client, 'type' | 'firstName' | 'lastName'> & { name: string | null }): string {
  if (client.type === 'organization') {
    const name = client.name?.trim();
    if (!name) throw invalid('name', 'An organization needs a name.');
    return name;
  }
  const parts = [client.firstName, client.lastName].map((part) => part?.trim()).filter(Boolean);
  if (parts.length === 0) throw invalid('firstName', 'A person needs a first or a last name.');
  return parts.join(' ').slice(0, longestName);
}
