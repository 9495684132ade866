/** The catalogue of what the server says in a reader's language: issues, their fixes, and the titles of preview steps. */
import type { FixId, IssueCode } from '../../contract/sync.ts';

export type Params = Readonly<Record<string, string | number | null>>;

export interface IssueWords {
  title: (params: Params) => string;
  explanation: (params: Params) => string;
}

export interface Words {
  issues: Record<IssueCode, IssueWords>;
  fixes: Record<FixId, string>;
  steps: {
    toQuickBooks: Record<'create' | 'update' | 'void', (what: string, name: string) => string>;
    payments: Record<'payment_create' | 'payment_update' | 'payment_void', (name: string) => string>;
    toShop: Record<'pull' | 'void' | 'status_move' | 'update', (name: string) => string>;
    entity: Record<'invoice' | 'client' | 'item' | 'payment', string>;
  };
}

export type Language = 'en' | 'fr';
