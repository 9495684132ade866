import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Condition,
  countStatement,
  InvalidQuery,
  inList,
  literal,
  selectInChunks,
  selectStatement,
} from '../../src/quickbooks/query.ts';
import { parseQueryAnswer } from '../../src/quickbooks/query-response.ts';

/** Text without control characters, with many of the two that need care. */
const values = fc.string({
  unit: fc.oneof(
    fc.constantFrom("'", '\\', ' ', '%', '"', ')'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  ),
});

/** A tiny reader of quoted literals, as the other side has one: it answers the value and what comes after it. */
function readLiteral(text: string): { value: string; rest: string } {
  let value = '';
  for (let i = 1; i < text.length; i += 1) {
    const char = text.charAt(i);
    if (char === "'") return { value, rest: text.slice(i + 1) };
    if (char === '\\') i += 1;
    value += text.charAt(i);
  }
  throw new Error('The literal does not end.');
}

function readList(text: string): string[] {
  const found: string[] = [];
  let rest = text.slice(1);
  while (rest.startsWith("'")) {
    const read = readLiteral(rest);
    found.push(read.value);
    rest = read.rest.replace(/^,/, '');
  }
  expect(rest).toBe(')');
  return found;
}

describe('a literal', () => {
  test('reads back as its value, and what follows it stays outside', () => {
    fc.assert(
      fc.property(values, values, (value, after) => {
        fc.pre(!/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u.test(value));
        expect(readLiteral(`${literal(value)}${after}`)).toEqual({ value, rest: after });
      }),
    );
  });

  test('guards an apostrophe the way QuickBooks wants it', () => {
    expect(literal("Amy's Bird Sanctuary")).toBe("'Amy\\'s Bird Sanctuary'");
    expect(literal('a\\b')).toBe("'a\\\\b'");
    expect(literal(true)).toBe('true');
  });

  test.each(['a\nb', 'a\tb', '\u0000', '\u2028', '\u2029', '\ud800', '\u0085'])('%j cannot be written', (value) => {
    expect(() => literal(value)).toThrow(InvalidQuery);
  });
});

describe('a statement', () => {
  test('has all its parts', () => {
    const where: Condition[] = [
      { field: 'MetaData.LastUpdatedTime', op: '>=', value: '2026-09-30T00:00:00-07:00' },
      { field: 'Active', op: 'IN', values: [true, false] },
      { field: 'DisplayName', op: 'LIKE', value: 'Hill%' },
    ];
    expect(
      selectStatement({
        entity: 'Customer',
        where,
        orderBy: [{ field: 'Id' }, { field: 'MetaData.CreateTime', descending: true }],
        startPosition: 1001,
        maxResults: 1000,
      }),
    ).toBe(
      "select * from Customer where MetaData.LastUpdatedTime >= '2026-09-30T00:00:00-07:00' AND Active IN (true,false)" +
        " AND DisplayName LIKE 'Hill%' ORDERBY Id, MetaData.CreateTime DESC STARTPOSITION 1001 MAXRESULTS 1000",
    );
    expect(countStatement({ entity: 'Invoice', where: [{ field: 'Balance', op: '>', value: '0' }] })).toBe(
      "select count(*) from Invoice where Balance > '0'",
    );
    expect(selectStatement({ entity: 'Term' })).toBe('select * from Term');
  });

  test.each([
    [{ entity: 'Invoice; drop' }],
    [{ entity: '' }],
    [{ entity: 'Item', where: [{ field: "Name = 'x' AND Id", op: '=' as const, value: '1' }] }],
    [{ entity: 'Item', where: [{ field: 'Id', op: 'IN' as const, values: [] }] }],
    [{ entity: 'Item', startPosition: 0 }],
    [{ entity: 'Item', maxResults: 1001 }],
    [{ entity: 'Item', maxResults: 1.5 }],
  ])('%j cannot be written', (query) => {
    expect(() => selectStatement(query)).toThrow(InvalidQuery);
  });
});

describe('looking for many values', () => {
  const query = {
    entity: 'Customer',
    field: 'DisplayName',
    where: [{ field: 'Active', op: '=' as const, value: true }],
  };

  test('asks for each value once, in order, in statements that are short enough', () => {
    fc.assert(
      fc.property(
        fc.array(
          values.filter((value) => !/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u.test(value)),
          { maxLength: 60 },
        ),
        (all) => {
          const statements = selectInChunks({ ...query, values: all, maxChars: 250 });
          const found = statements.flatMap((statement) => {
            expect(statement.length).toBeLessThanOrEqual(250);
            const [, list = '', tail] = /^.*? IN (\(.*\))( MAXRESULTS 1000)$/s.exec(statement) ?? [];
            expect(tail).toBeDefined();
            return readList(list);
          });
          expect(found).toEqual(all);
        },
      ),
    );
  });

  test('makes no more statements than needed', () => {
    const all = Array.from({ length: 100 }, (_, i) => String(1000 + i));
    const [first, ...more] = selectInChunks({ entity: 'Item', field: 'Id', values: all });
    expect(more).toEqual([]);
    expect(first).toBe(`select * from Item where Id IN ${inList(all)} MAXRESULTS 1000`);
    const full = selectInChunks({ entity: 'Item', field: 'Id', values: all, maxChars: 200 });
    expect(full.slice(0, -1).every((statement) => statement.length > 193)).toBe(true);
  });

  test('never looks for more values than a page has rows', () => {
    const all = Array.from({ length: 1001 }, (_, i) => String(i));
    expect(selectInChunks({ entity: 'Item', field: 'Id', values: all, maxChars: 100_000 })).toHaveLength(2);
  });

  test('no values make no statement, and a value that never fits is an error', () => {
    expect(selectInChunks({ ...query, values: [] })).toEqual([]);
    expect(() => selectInChunks({ ...query, values: ['x'.repeat(300)], maxChars: 250 })).toThrow(InvalidQuery);
  });
});

test('the answer to a query gives rows by entity, and an empty object means none', () => {
  expect(parseQueryAnswer({ QueryResponse: { Customer: [{ Id: '1' }], startPosition: 1, maxResults: 1 } })).toEqual({
    rows: { Customer: [{ Id: '1' }] },
  });
  expect(parseQueryAnswer({ QueryResponse: {}, time: 'x' })).toEqual({ rows: {} });
  expect(parseQueryAnswer({ QueryResponse: { totalCount: 41 } })).toEqual({ rows: {}, totalCount: 41 });
  expect(parseQueryAnswer({ Invoice: {} })).toBeUndefined();
  expect(parseQueryAnswer(null)).toBeUndefined();
});
