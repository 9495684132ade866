/** Customers, vendors, employees, items and the small lists: names, states, references and what is computed. */
import { describe, expect, it } from 'vitest';
import { codesOf, createInvoice, invoiceOf, type Loose, line, ridge, start } from './kit.ts';

describe('a customer', () => {
  it('answers the recorded shape', async () => {
    const { api } = await start();
    const { Customer } = (await api.post('customer', { DisplayName: 'Doe, Jane' })).body;
    expect(Customer).toEqual({
      Taxable: true,
      Job: false,
      BillWithParent: false,
      Balance: 0,
      BalanceWithJobs: 0,
      CurrencyRef: { value: 'USD', name: 'United States Dollar' },
      PreferredDeliveryMethod: 'Print',
      IsProject: false,
      domain: 'QBO',
      sparse: false,
      Id: '7',
      SyncToken: '0',
      MetaData: { CreateTime: '2026-09-28T12:00:00-07:00', LastUpdatedTime: '2026-09-28T12:00:00-07:00' },
      FullyQualifiedName: 'Doe, Jane',
      DisplayName: 'Doe, Jane',
      PrintOnCheckName: 'Doe, Jane',
      Active: true,
      DefaultTaxCodeRef: { value: '2' },
    });
    expect(Object.keys(Customer).slice(0, 9).join()).toBe(
      'Taxable,Job,BillWithParent,Balance,BalanceWithJobs,CurrencyRef,PreferredDeliveryMethod,IsProject,domain',
    );
  });

  it('composes its name from its parts', async () => {
    const { api } = await start();
    const { Customer } = (await api.post('customer', { Title: 'Dr', GivenName: 'Ada', FamilyName: 'Byron' })).body;
    expect([Customer.DisplayName, Customer.PrintOnCheckName]).toEqual(['Dr Ada Byron', 'Dr Ada Byron']);
  });

  it.each([
    ['the name of another customer, in other letters', { DisplayName: ' hilltop GARAGE ' }, '6240', /: null$/],
    ['the name of a vendor', { DisplayName: 'Northside Parts' }, '6240', /vendor/],
    ['the name of an employee', { DisplayName: 'Emily Platt' }, '6240', /employee/],
    ['no name', { CompanyName: 'Some company' }, '6080', /./],
    ['a colon in the name', { DisplayName: 'a:b' }, '2040', /./],
    ['an e-mail that is none', { DisplayName: 'x', PrimaryEmailAddr: { Address: 'x' } }, '2210', /./],
    [
      'a phone of 31 characters',
      { DisplayName: 'x', PrimaryPhone: { FreeFormNumber: '1'.repeat(31) } },
      '2050',
      /Supplied length:31/,
    ],
    ['an unknown term', { DisplayName: 'x', SalesTermRef: { value: '99' } }, '2500', /./],
    ['a job without a parent', { DisplayName: 'x', Job: true }, '6000', /./],
    ['a way of delivery that does not exist', { DisplayName: 'x', PreferredDeliveryMethod: 'Pigeon' }, '2170', /./],
  ])('is refused with %s', async (_name, body, code, detail) => {
    const { api } = await start();
    const answer = await api.post('customer', body);
    expect(codesOf(answer)).toEqual([code]);
    expect(answer.body.Fault.Error[0].Detail).toMatch(detail);
  });

  it('gets a suffix when made inactive, hides from queries, and frees its name', async () => {
    const { api } = await start();
    const body = { Id: '2', SyncToken: '0', sparse: true, Active: false };
    const { Customer } = (await api.post('customer', body)).body;
    expect(Customer).toMatchObject({
      DisplayName: "Frank O'Neil (deleted)",
      FullyQualifiedName: "Frank O'Neil (deleted)",
      Active: false,
    });
    expect(Customer.PrintOnCheckName).toBe("Frank O'Neil");
    expect((await api.query("select * from Customer where Id = '2'")).body.QueryResponse).toEqual({});
    const found = await api.query("select * from Customer where Active in (true, false) and Id = '2'");
    expect(found.body.QueryResponse.maxResults).toBe(1);
    expect((await api.post('customer', { DisplayName: "Frank O'Neil" })).status).toBe(200);
    expect(codesOf(await api.post('invoice', invoiceOf([line(1)], { CustomerRef: { value: '2' } })))).toEqual(['610']);
  });

  it('cannot be made inactive while it owes, unless a switch lets it', async () => {
    const { api, simulator } = await start();
    await createInvoice(api, invoiceOf([line(10)]));
    const body = { Id: '1', SyncToken: '0', sparse: true, Active: false };
    expect(codesOf(await api.post('customer', body))).toEqual(['6220']);
    simulator.control.setSwitches(ridge, { deactivateWithBalance: 'allow' });
    expect((await api.post('customer', body)).status).toBe(200);
  });

  it('stands below its parent by its full name, which follows a rename, also on invoices', async () => {
    const { api } = await start();
    const { Id } = await createInvoice(api, invoiceOf([line(10)], { CustomerRef: { value: '4' } }));
    expect((await api.get('customer/4')).body.Customer).toMatchObject({
      FullyQualifiedName: 'Red Rock Diner:Delivery van',
      ParentRef: { value: '3' },
      Level: 1,
      Job: true,
    });
    await api.post('customer', { Id: '3', SyncToken: '0', sparse: true, DisplayName: 'Red Rock Grill' });
    expect((await api.get(`invoice/${Id}`)).body.Invoice.CustomerRef.name).toBe('Red Rock Grill:Delivery van');
  });

  it('shows tax numbers masked, and gives addresses ids', async () => {
    const { api } = await start();
    const sent = {
      DisplayName: 'x',
      PrimaryTaxIdentifier: '123-45-6789',
      BillAddr: { Line1: '1 Main St', City: 'Bayshore' },
    };
    const { Customer } = (await api.post('customer', sent)).body;
    expect(Customer.PrimaryTaxIdentifier).toBe('XXXXXXX6789');
    expect(Customer.BillAddr).toEqual({ Id: expect.stringMatching(/^\d+$/), Line1: '1 Main St', City: 'Bayshore' });
  });

  it('keeps its name in a full update that leaves it out', async () => {
    const { api } = await start();
    const { Customer } = (await api.post('customer', { Id: '1', SyncToken: '0' })).body;
    expect([Customer.DisplayName, Customer.CompanyName, Customer.SyncToken]).toEqual([
      'Hilltop Garage',
      undefined,
      '1',
    ]);
  });
});

describe('lists', () => {
  it('create an item with its full name below a category', async () => {
    const { api } = await start();
    const body = {
      Name: 'Wiper',
      Type: 'NonInventory',
      Sku: 'W-1',
      ParentRef: { value: '5' },
      IncomeAccountRef: { value: '79' },
    };
    const { Item } = (await api.post('item', body)).body;
    expect(Item).toMatchObject({
      FullyQualifiedName: 'Parts:Wiper',
      SubItem: true,
      Level: 1,
      IncomeAccountRef: { value: '79', name: 'Sales of Product Income' },
      TrackQtyOnHand: false,
    });
    expect(codesOf(await api.post('item', body))).toEqual(['6240']);
    expect((await api.post('item', { ...body, ParentRef: null })).status).toBe(200);
  });

  it.each([
    ['item', { Type: 'Service', IncomeAccountRef: { value: '79' } }, '2020'],
    ['item', { Name: 'x', IncomeAccountRef: { value: '79' } }, '2020'],
    ['item', { Name: 'x', Type: 'Service' }, '2020'],
    ['item', { Name: 'x', Type: 'Service', IncomeAccountRef: { value: '35' } }, '6430'],
    ['item', { Name: 'x', Type: 'Inventory', IncomeAccountRef: { value: '79' } }, '2020'],
    ['item', { Name: 'a:b', Type: 'Service', IncomeAccountRef: { value: '79' } }, '2040'],
    ['account', { Name: 'x', AccountType: 'Piggy bank' }, '2170'],
    ['account', { Name: 'Checking', AccountType: 'Bank' }, '6240'],
    ['paymentmethod', { Name: 'Cash' }, '6240'],
    ['term', { Name: 'Net 7' }, '2020'],
    ['preferences', { SalesFormsPrefs: {} }, '500'],
    ['estimate', { CustomerRef: { value: '1' } }, '2020'],
    ['Customer', { DisplayName: 'x' }, '500'],
  ])('refuse a wrong %s', async (entity, body, code) => {
    const { api } = await start();
    expect(codesOf(await api.post(entity, body as Loose))).toEqual([code]);
  });

  it('create accounts, terms, methods, locations, classes, vendors and employees', async () => {
    const { api } = await start();
    const sent: [string, string, object, object][] = [
      ['account', 'Account', { Name: 'Till', AccountType: 'Bank' }, { Classification: 'Asset', Active: true }],
      ['term', 'Term', { Name: 'Net 7', DueDays: 7 }, { Type: 'STANDARD' }],
      ['paymentmethod', 'PaymentMethod', { Name: 'App' }, { Type: 'NON_CREDIT_CARD' }],
      [
        'department',
        'Department',
        { Name: 'Desk', ParentRef: { value: '1' } },
        { FullyQualifiedName: 'Main shop:Desk', SubDepartment: true },
      ],
      ['class', 'Class', { Name: 'Tyres' }, { FullyQualifiedName: 'Tyres', SubClass: false }],
      ['vendor', 'Vendor', { DisplayName: 'Boraski Store' }, { Balance: 0, Vendor1099: false }],
      ['employee', 'Employee', { GivenName: 'Jo', FamilyName: 'Lee' }, { DisplayName: 'Jo Lee', BillableTime: false }],
    ];
    for (const [path, entity, body, expected] of sent) {
      expect((await api.post(path, body as Loose)).body[entity], path).toMatchObject(expected);
    }
  });

  it("merge on QuickBooks' own page: transactions move, the other name goes", async () => {
    const { api, simulator } = await start();
    const { Id } = await createInvoice(api, invoiceOf([line(10)], { CustomerRef: { value: '2' } }));
    simulator.control.merge(ridge, 'Customer', { id: '1', deletedId: '2' });
    const { Invoice } = (await api.get(`invoice/${Id}`)).body;
    expect([Invoice.CustomerRef.name, Invoice.SyncToken]).toEqual(['Hilltop Garage', '0']);
    expect(codesOf(await api.get('customer/2'))).toEqual(['610']);
    expect((await api.get('customer/1')).body.Customer.Balance).toBe(10);
    expect(simulator.control.events().at(-1)).toMatchObject({ operation: 'Merge', entityId: '1', deletedId: '2' });
  });

  it('show company and preferences as single records', async () => {
    const { api } = await start();
    expect((await api.get(`companyinfo/${ridge}`)).body.CompanyInfo).toMatchObject({
      CompanyName: 'Ridge Auto Repair',
      Country: 'US',
    });
    expect((await api.query('select * from CompanyInfo')).body.QueryResponse.CompanyInfo).toHaveLength(1);
    const update = {
      Id: '1',
      SyncToken: '0',
      sparse: true,
      SalesFormsPrefs: { AllowDeposit: false },
      AccountingInfoPrefs: { BookCloseDate: '2026-01-01' },
    };
    const { Preferences } = (await api.post('preferences', update)).body;
    expect(Preferences.SalesFormsPrefs).toMatchObject({ AllowDeposit: false, AllowDiscount: true });
    expect(Preferences.AccountingInfoPrefs.BookCloseDate).toBeUndefined();
  });
});
