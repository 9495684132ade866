/** The body of a webhook in both of Intuit's formats, and its signature over exactly these bytes. */
import { createHmac } from 'node:crypto';
import type { Json } from '../json.ts';
import { findCompany } from '../state/company.ts';
import type { Store } from '../state/store.ts';
import type { BooksEvent, EventOperation } from './event.ts';

export type WebhookFormat = 'cloudevents' | 'classic';

const verbs: Record<EventOperation, string> = {
  Create: 'created',
  Update: 'updated',
  Delete: 'deleted',
  Merge: 'merged',
  Void: 'voided',
  Emailed: 'emailed',
};

export function webhookBody(store: Store, events: readonly BooksEvent[], format: WebhookFormat): string {
  return JSON.stringify(
    format === 'classic' ? classic(store, events) : events.map((event) => cloudEvent(store, event)),
  );
}

export function signature(body: string, verifierToken: string): string {
  return createHmac('sha256', verifierToken).update(body).digest('base64');
}

/** Grouped by company, in order of appearance. */
function classic(store: Store, events: readonly BooksEvent[]): Json {
  const realms = [...new Set(events.map((event) => event.realmId))];
  return {
    eventNotifications: realms.map((realmId) => ({
      realmId,
      dataChangeEvent: {
        entities: events
          .filter((event) => event.realmId === realmId)
          .map((event) => ({
            name: event.name,
            id: event.entityId,
            operation: operationOf(store, event),
            lastUpdated: new Date(event.at).toISOString(),
            ...(event.deletedId === undefined ? {} : { deletedId: event.deletedId }),
          })),
      },
    })),
  };
}

function cloudEvent(store: Store, event: BooksEvent): Json {
  return {
    specversion: '1.0',
    id: event.eventId,
    source: 'intuit.c2ltdWxhdG9y',
    type: `qbo.${event.name.toLowerCase()}.${verbs[operationOf(store, event)]}.v1`,
    datacontenttype: 'application/json',
    time: new Date(event.at).toISOString(),
    intuitentityid: event.entityId,
    intuitaccountid: event.realmId,
    data: event.deletedId === undefined ? {} : { deletedid: event.deletedId },
  };
}

function operationOf(store: Store, event: BooksEvent): EventOperation {
  const asUpdate = findCompany(store, event.realmId)?.switches.voidEvents === 'updated';
  return event.operation === 'Void' && asUpdate ? 'Update' : event.operation;
}
