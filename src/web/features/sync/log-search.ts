/** The filters of the log as they stand in the address, and as the server wants them. */
import type { LogAction, LogRow } from '../../../contract/sync.ts';
import { logActions } from '../../../contract/sync-names.ts';
import type { Query } from '../../api/client.ts';

export const logDirections = ['to_quickbooks', 'from_quickbooks', 'none'] as const;
export const logOutcomes = ['done', 'refused', 'held'] as const satisfies readonly LogRow['outcome'][];
export const logEntities = ['invoice', 'payment', 'customer', 'item'] as const;

export interface LogSearch {
  view?: 'calls';
  q?: string;
  action?: LogAction;
  direction?: LogRow['direction'];
  outcome?: LogRow['outcome'];
  entity?: string;
  invoiceId?: string;
  from?: string;
  to?: string;
  /** The row that is open. */
  row?: string;
}

export function parseLogSearch(search: Record<string, unknown>): LogSearch {
  const oneOf = <Name extends string, Value extends string>(name: Name, values: readonly Value[]) => {
    const found = values.find((value) => value === search[name]);
    return found === undefined ? {} : ({ [name]: found } as Record<Name, Value>);
  };
  const text = (name: string) => {
    const value = search[name];
    return typeof value === 'string' || typeof value === 'number' ? { [name]: String(value) } : {};
  };
  return {
    ...oneOf('view', ['calls']),
    ...text('q'),
    ...oneOf('action', logActions),
    ...oneOf('direction', logDirections),
    ...oneOf('outcome', logOutcomes),
    ...oneOf('entity', logEntities),
    ...text('invoiceId'),
    ...moment('from', search.from),
    ...moment('to', search.to),
    ...text('row'),
  };
}

function moment(name: string, value: unknown) {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? {} : { [name]: new Date(at).toISOString() };
}

export function logQueryOf({ view: _view, row: _row, ...filters }: LogSearch): Query {
  return { ...filters };
}
