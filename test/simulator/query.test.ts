/** The query language: what parses, what is refused, and what is found. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Condition, parseQuery } from '../../src/simulator/query/parser.ts';
import { QuickBooksFault } from '../../src/simulator/wire/fault.ts';
import { codesOf, createInvoice, invoiceOf, type Loose, larkspur, line, ridge, start } from './kit.ts';

function codeOf(text: string): string {
  try {
    parseQuery(text, { loose: false, notEquals: false });
    return 'parsed';
  } catch (error) {
    if (error instanceof QuickBooksFault) return error.code;
    throw error;
  }
}

describe('the grammar', () => {
  it.each([
    'select * from Invoice',
    'SELECT COUNT(*) FROM Customer WHERE Active IN ( true, false )',
    "select Id, DocNumber from Invoice where TotalAmt > '300.00' and TxnDate <= '2026-09-30'",
    "select *, Sku from Item where Name like '%pads%' orderby Name desc, Id maxresults 5",
    "select * from Customer where DisplayName = 'Amy\\'s Bird Sanctuary'",
    'select * from Invoice maxresults 2 startposition 3',
    "select * from Invoice where MetaData.LastUpdatedTime>='2026-09-30T00:00:00-07:00'",
  ])('takes %s', (text) => {
    expect(codeOf(text)).toBe('parsed');
  });

  it.each([
    '',
    'select',
    'select from Invoice',
    'select * Invoice',
    "select * from Invoice where Id = '1' or Id = '2'",
    "select * from Invoice where not Id = '1'",
    "select * from Invoice where Id != '1'",
    'select * from Invoice where Id = 1',
    "select * from Invoice where DocNumber = 'open",
    "select * from Invoice where DocNumber = 'it''s'",
    'select * from Invoice where Id in ()',
    "select * from Invoice where Id in '1'",
    'select * from Invoice, Customer',
    'select sum(*) from Invoice',
    'select * from Invoice group by Id',
    'select * from Invoice order by Id',
    'select * from Invoice maxresults ten',
    'select * from Invoice maxresults 1 maxresults 2',
    'select * from Invoice; drop table Invoice',
  ])('refuses %s', (text) => {
    expect(codeOf(text)).toBe('4000');
  });

  it('reads back any condition that it was given', () => {
    const literal = fc.string({ unit: 'grapheme' });
    const field = fc.constantFrom('Id', 'DocNumber', 'MetaData.CreateTime', 'CustomerRef');
    const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
    const condition = fc.oneof(
      fc.record({
        field,
        operator: fc.constantFrom('=', '<', '>', '<=', '>=', 'LIKE'),
        values: literal.map((text) => [text]),
      }),
      fc.record({ field, operator: fc.constant('IN'), values: fc.array(literal, { minLength: 1, maxLength: 4 }) }),
    );
    const write = ({ field: name, operator, values }: Loose) =>
      operator === 'IN' ? `${name} IN (${values.map(quoted).join(' , ')})` : `${name} ${operator} ${quoted(values[0])}`;
    fc.assert(
      fc.property(fc.array(condition, { minLength: 1, maxLength: 4 }), (where) => {
        const parsed = parseQuery(`select * from Invoice where ${where.map(write).join(' and ')}`, {
          loose: false,
          notEquals: false,
        });
        expect(parsed.where).toEqual(where as Condition[]);
      }),
    );
  });

  it('refuses noise without falling over', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (noise) => codeOf(`select * from Invoice ${noise}x !`) === '4000'),
    );
  });
});

describe('answers', () => {
  it('come in the recorded envelope, and empty ones are empty', async () => {
    const { api } = await start();
    const { body } = await api.query("select * from Customer where Id in ('1', '2')");
    expect(Object.keys(body)).toEqual(['QueryResponse', 'time']);
    expect(Object.keys(body.QueryResponse)).toEqual(['Customer', 'startPosition', 'maxResults']);
    expect([body.QueryResponse.startPosition, body.QueryResponse.maxResults]).toEqual([1, 2]);
    expect((await api.query("select * from Customer where Id = '99'")).body.QueryResponse).toEqual({});
    expect((await api.query('select count(*) from Customer')).body.QueryResponse).toEqual({ totalCount: 4 });
  });

  it.each([
    ["select * from Customer where DisplayName = 'Frank O\\'Neil'", ['2']],
    ["select * from customer where displayname like 'red%'", ['3']],
    ["select * from Customer where FullyQualifiedName like '%:%'", ['4']],
    ["select * from Customer where PrimaryEmailAddr = 'mary@hilltop.example'", ['1']],
    ["select * from Customer where Balance > '0'", []],
    ['select * from Customer where Active = true orderby DisplayName desc', ['3', '1', '2', '4']],
    ['select * from Customer where Active in (false)', []],
    ['select * from Customer Order By Id', ['1', '2', '3', '4']],
    ['select * from Customer orderby Id startposition 2 maxresults 2', ['2', '3']],
    [
      "select * from Customer where MetaData.LastUpdatedTime >= '2026-09-28T12:00:00-07:00' orderby Id",
      ['1', '2', '3', '4'],
    ],
    ["select * from Customer where MetaData.LastUpdatedTime > '2026-09-28T19:00:00Z'", []],
    ["select * from Customer where MetaData.CreateTime < '2026-09-28T12:00:01' orderby Id", ['1', '2', '3', '4']],
  ])('find by %s', async (statement, ids) => {
    const { api } = await start();
    const answer = await api.query(statement);
    expect(answer.status, answer.text).toBe(200);
    expect((answer.body.QueryResponse.Customer ?? []).map(({ Id }: Loose) => Id)).toEqual(ids);
  });

  it.each([
    ['select * from Customer startposition 0', '4001'],
    ['select * from Customer maxresults 1001', '4001'],
    ["select * from Customer where Notes = 'x'", '4001'],
    ["select * from Customer where BalanceWithJobs > '1'", '4001'],
    ['select * from Invoice orderby CustomerRef', '4001'],
    ["select * from Invoice where TxnDate > 'yesterday'", '4001'],
    ["select * from Invoice where Balance > 'much'", '4001'],
    ['select * from Unicorn', '4001'],
    ["select * from Customer where Id = '1' or Id = '2'", '4000'],
  ])('are refusals for %s', async (statement, code) => {
    const { api } = await start();
    const answer = await api.query(statement);
    expect([answer.status, codesOf(answer)]).toEqual([400, [code]]);
    expect(answer.body.Fault.Error[0].Detail).toMatch(code === '4000' ? /^QueryParserError/ : /^QueryValidationError/);
  });

  it('come for a statement that is posted, too', async () => {
    const { api } = await start();
    const answer = await api.post('query', "select * from Customer where CompanyName = 'Hilltop Garage'");
    expect(answer.body.QueryResponse.Customer[0].Id).toBe('1');
  });

  it('find invoices by customer, number, date and balance', async () => {
    const { api, simulator } = await start();
    const one = await createInvoice(api, invoiceOf([line(10)], { DocNumber: 'A' }));
    const two = await createInvoice(api, invoiceOf([line(20)], { CustomerRef: { value: '3' }, TxnDate: '2026-08-01' }));
    simulator.control.payInvoice(ridge, one.Id);
    const find = async (where: string) =>
      ((await api.query(`select * from Invoice where ${where}`)).body.QueryResponse.Invoice ?? []).map(
        ({ Id }: Loose) => Id,
      );
    expect(await find("CustomerRef = '3'")).toEqual([two.Id]);
    expect(await find("DocNumber in ('A', 'B')")).toEqual([one.Id]);
    expect(await find("TxnDate < '2026-09-01'")).toEqual([two.Id]);
    expect(await find("Balance > '0'")).toEqual([two.Id]);
    expect(await find("Balance = '0.00'")).toEqual([one.Id]);
  });

  it('page through everything once, whatever the size of the page', async () => {
    const { api, simulator } = await start();
    for (let index = 0; index < 23; index += 1) {
      simulator.control.act(ridge, {
        entity: 'Customer',
        operation: 'create',
        body: { DisplayName: `Customer ${index}` },
      });
    }
    for (const size of [1, 7, 27, 100]) {
      const seen: string[] = [];
      for (let position = 1; ; position += size) {
        const { QueryResponse } = (
          await api.query(`select * from Customer orderby Id startposition ${position} maxresults ${size}`)
        ).body;
        seen.push(...(QueryResponse.Customer ?? []).map(({ Id }: Loose) => Id));
        if ((QueryResponse.maxResults ?? 0) < size) break;
      }
      expect(new Set(seen).size).toBe(27);
      expect(seen).toHaveLength(27);
    }
  });

  it('are the same by an index as by looking at everything', async () => {
    const { api, simulator } = await start();
    const name = fc.string({ unit: fc.constantFrom('a', 'A', 'b', "'", '%', '\\', 'é'), minLength: 1, maxLength: 3 });
    const names = fc.sample(name, 40);
    for (const GivenName of names) {
      const body = { DisplayName: `Customer ${simulator.control.list(ridge, 'Customer').length}`, GivenName };
      simulator.control.act(ridge, { entity: 'Customer', operation: 'create', body });
    }
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...names, 'zz'), { minLength: 1, maxLength: 3 }), async (wanted) => {
        const quoted = wanted.map((text) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`);
        const { QueryResponse } = (await api.query(`select * from Customer where GivenName in (${quoted}) orderby Id`))
          .body;
        const all = simulator.control
          .list(ridge, 'Customer')
          .filter(({ GivenName }) =>
            wanted.some((text) => text.toLowerCase() === String(GivenName ?? '').toLowerCase()),
          );
        expect((QueryResponse.Customer ?? []).map(({ Id }: Loose) => Id)).toEqual(all.map(({ Id }) => Id));
      }),
      { numRuns: 30 },
    );
  });

  it('count the tax codes of QuickBooks itself, or have them in addition; a part of a document is asked for by a star', async () => {
    const { api, simulator } = await start();
    const names = async (paging: string) => {
      const { QueryResponse } = (await api.query(`select * from TaxCode ${paging}`)).body;
      return QueryResponse.TaxCode.map((code: Loose) => code.Id);
    };
    const all = await names('');
    expect(await names('maxresults 1')).toEqual(['TAX']);
    simulator.control.setSwitches(ridge, { pseudoTaxCodes: 'in-addition' });
    expect(await names('maxresults 1')).toEqual(all.slice(0, 3));
    expect(await names('startposition 2 maxresults 1')).toEqual(all.slice(3, 4));
    expect((await api.query('select Id, Line.* from Invoice')).status).toBe(200);
    expect((await api.query('select Line. from Invoice')).status).toBe(400);
  });

  it('of some lists say how many there are in all', async () => {
    const kit = await start({ sampleCompany: true, realm: larkspur });
    const answer = async (statement: string) => {
      const { startPosition, maxResults, totalCount } = (await kit.api.query(statement)).body.QueryResponse;
      return [startPosition, maxResults, totalCount];
    };
    expect(await answer('select * from Invoice startposition 3 maxresults 2')).toEqual([3, 2, 21]);
    expect(await answer('select * from Payment maxresults 2')).toEqual([1, 2, undefined]);
  });

  it('refuse an id that is no number, as a read does; of what cannot be made here there is none', async () => {
    const { api } = await start();
    expect(codesOf(await api.query("select * from Invoice where Id = 'abc'"))).toEqual(['4001']);
    expect(codesOf(await api.query("select * from Invoice where Id in ('1', 'abc')"))).toEqual(['4001']);
    expect((await api.query("select * from TaxCode where Id = 'TAX'")).body.QueryResponse.TaxCode).toHaveLength(1);
    const budgets = await api.query("SELECT * FROM Budget WHERE Metadata.LastUpdatedTime >= '2026-01-01T00:00:00Z'");
    expect(budgets.body.QueryResponse).toEqual({});
    expect((await api.query('select count(*) from Budget')).body.QueryResponse).toEqual({ totalCount: 0 });
    expect(codesOf(await api.query('select * from Budgie'))).toEqual(['4001']);
  });

  it('and reads know entities in paths in lower case alone, or in any case by a switch', async () => {
    const { api, simulator } = await start();
    const read = async () => codesOf(await api.get(`companyInfo/${ridge}`));
    expect(await read()).toEqual(['500']);
    simulator.control.setSwitches(ridge, { pathCase: 'any' });
    expect(await read()).toEqual([]);
    const body = { Id: '1', SyncToken: '0', sparse: true, LegalName: 'Ridge' };
    expect((await api.post('companyInfo', body)).body.CompanyInfo.LegalName).toBe('Ridge');
  });

  it('keep to the fields that were asked for, by a switch alone', async () => {
    const { api, simulator } = await start();
    const statement = "select Id, DisplayName from Customer where Id = '1'";
    expect((await api.query(statement)).body.QueryResponse.Customer[0].GivenName).toBe('Mary');
    simulator.control.setSwitches(ridge, { queryProjection: 'fields' });
    expect((await api.query(statement)).body.QueryResponse.Customer[0]).toEqual({
      domain: 'QBO',
      sparse: false,
      Id: '1',
      DisplayName: 'Hilltop Garage',
    });
  });
});
