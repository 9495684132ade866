/** The recorded exchanges, made again with the sample company: for each recording the answers in the recorded order. */
import type { Api, Loose } from '../simulator/kit.ts';

export interface Stage {
  api: Api;
  /** The same API with a token that has run out. */
  expired: Api;
}

type Replay = (stage: Stage) => Promise<Loose[]>;

const service = {
  DetailType: 'SalesItemLineDetail',
  SalesItemLineDetail: { ItemRef: { value: '1', name: 'Services' } },
};

async function invoice(api: Api): Promise<Loose> {
  const body = { Line: [{ Amount: 100, ...service }], CustomerRef: { value: '1' } };
  return (await api.post('invoice', body)).body;
}

async function anonymousReceipt(api: Api): Promise<Loose> {
  const detail = { ItemRef: { value: '4' }, UnitPrice: 85, Qty: 4.5, TaxCodeRef: { value: 'NON' } };
  const Line = [
    { Description: 'Garden Plan', Amount: 382.5, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: detail },
  ];
  return (await api.post('salesreceipt', { DocNumber: `R${Math.random()}`.slice(0, 20), Line })).body.SalesReceipt;
}

const query = async (api: Api, statement: string): Promise<Loose> => (await api.query(statement)).body;
const six = "Id IN ('5', '6', '7', '8', '9', '10')";
const page = (from: number) =>
  `SELECT * FROM Customer WHERE ${six} AND Active IN ( true, false ) MAXRESULTS 2 STARTPOSITION ${from}`;

export const replays: Readonly<Record<string, Replay>> = {
  'all-alt_select': async ({ api }) => [
    await query(api, `SELECT count(*) FROM Customer WHERE ${six}`),
    await query(api, page(1)),
    await query(api, page(3)),
    await query(api, page(5)),
    await query(api, page(7)),
  ],
  'all-customers': async ({ api }) => [
    await query(api, 'SELECT COUNT(*) FROM Customer'),
    await query(api, 'SELECT * FROM Customer MAXRESULTS 1000 STARTPOSITION 1'),
  ],
  'all-employees_including_active': async ({ api }) => {
    const { Id, SyncToken } = (await api.get('employee/55')).body.Employee;
    await api.post('employee', { Id, SyncToken, sparse: true, Active: false, BirthDate: '1990-01-01' });
    return [
      await query(api, 'SELECT COUNT(*) FROM Employee WHERE Active IN (true, false) '),
      await query(api, 'SELECT * FROM Employee WHERE Active IN ( true, false ) MAXRESULTS 1000 STARTPOSITION 1'),
    ];
  },
  'all-sales_receipts': async ({ api }) => [
    await query(api, 'SELECT * FROM SalesReceipt MAXRESULTS 1000 STARTPOSITION 1'),
  ],
  'batch-basic': async ({ api }) => {
    const { Id } = await anonymousReceipt(api);
    const items = [
      { bId: 'bid1', operation: 'create', Vendor: { DisplayName: 'Orme Family Store' } },
      { bId: 'bid2', operation: 'delete', Invoice: { Id: '99999', SyncToken: '0' } },
      {
        bId: 'bid3',
        operation: 'update',
        SalesReceipt: { sparse: true, Id, SyncToken: '7', PrivateNote: 'A private note.' },
      },
      { bId: 'bid4', Query: "select * from SalesReceipt where TotalAmt > '300.00'" },
    ];
    return [(await api.post('batch', { BatchItemRequest: items })).body];
  },
  'cdc-basic': async ({ api }) => {
    await api.post('estimate', { CustomerRef: { value: '2' }, Line: [{ Amount: 5, ...service }] });
    return [(await api.get('cdc?changedSince=2011-10-10T09:00:00-07:00&entities=estimate')).body];
  },
  'create-customer': async ({ api }) => [(await api.post('customer?requestid=', { DisplayName: 'Doe5, Jane' })).body],
  'create-invoice': async ({ api }) => [await invoice(api)],
  'deactivate-account': async ({ api }) => {
    const { Id, SyncToken } = (await api.get('account/55')).body.Account;
    await api.post('account', { Id, SyncToken, sparse: true, Active: false });
    const { body } = await api.get(`account/${Id}`);
    const again = { Id, SyncToken: body.Account.SyncToken, sparse: true, Active: false, Name: body.Account.Name };
    return [body, (await api.post('account', again)).body];
  },
  'delete-invoice': async ({ api }) => {
    const { Id, SyncToken } = (await invoice(api)).Invoice;
    return [
      (await api.get(`invoice/${Id}`)).body,
      (await api.post('invoice?operation=delete', { Id, SyncToken })).body,
    ];
  },
  'error-400': async ({ api }) => [
    await query(api, 'SELECT * FROM Customer'),
    await query(api, 'SELECT * FROM Custmoer'),
  ],
  'error-400_json': async ({ api }) => [(await api.post('invoice', { BadJson: true })).body],
  'error-401': async ({ expired }) => [(await expired.get('customer/1')).body],
  'error-500': async ({ api }) => [(await api.get('customer/1/5')).body, (await api.get('customer/1.5')).body],
  'error-validation': async ({ api }) => [(await api.post('customer', { DisplayName: 'Hugo Vance' })).body],
  'get-display_name': async ({ api }) => [
    await query(api, "SELECT * FROM Customer WHERE DisplayName = 'Carver\\'s Bakery'"),
  ],
  'get-id': async ({ api }) => [(await api.get('customer/5')).body],
  'get-inactive_vendors': async ({ api }) => [await query(api, 'SELECT * FROM Vendor WHERE Active IN (true, false)')],
  'misc-ampersand': async ({ api }) => {
    const body = { DisplayName: 'Robin & Associates', BillAddr: { Line1: '1 Post Row', City: 'Alderton' } };
    await api.post('vendor', body);
    return [await query(api, "SELECT * FROM Vendor WHERE DisplayName = 'Robin & Associates'")];
  },
  'update-customer': async ({ api }) => {
    const { Id, SyncToken } = (await api.post('customer', { DisplayName: 'Jack Moe' })).body.Customer;
    const PrimaryPhone = { FreeFormNumber: '(415) 444-1234' };
    const { body } = await api.get(`customer/${Id}`);
    return [body, (await api.post('customer', { DisplayName: 'Jack Moe', PrimaryPhone, Id, SyncToken })).body];
  },
  'update-sales_receipt': async ({ api }) => {
    const { Id, SyncToken, Line } = await anonymousReceipt(api);
    const { Id: _, LineNum: __, ...line } = Line[0];
    const { body } = await api.get(`salesreceipt/${Id}`);
    return [body, (await api.post('salesreceipt', { Line: [line], Id, SyncToken })).body];
  },
  'void-invoice': async ({ api }) => {
    const { Id, SyncToken } = (await invoice(api)).Invoice;
    return [(await api.get(`invoice/${Id}`)).body, (await api.post('invoice?operation=void', { Id, SyncToken })).body];
  },
};
