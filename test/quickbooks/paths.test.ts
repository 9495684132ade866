import { expect, test } from 'vitest';
import { limits } from '../../src/quickbooks/limits.ts';
import { paths } from '../../src/quickbooks/paths.ts';

test('each operation has its address', () => {
  expect(paths.create('Invoice')).toEqual({ method: 'POST', path: '/invoice', query: {} });
  expect(paths.create('CreditMemo', { allowDuplicateNumber: true })).toEqual({
    method: 'POST',
    path: '/creditmemo',
    query: { include: 'allowduplicatedocnum' },
  });
  expect(paths.update('Customer')).toEqual({ method: 'POST', path: '/customer', query: {} });
  expect(paths.remove('Payment').query).toEqual({ operation: 'delete' });
  expect(paths.voidInvoice()).toEqual({ method: 'POST', path: '/invoice', query: { operation: 'void' } });
  expect(paths.voidPayment()).toEqual({
    method: 'POST',
    path: '/payment',
    query: { operation: 'update', include: 'void' },
  });
  expect(paths.read('PaymentMethod', '2')).toEqual({ method: 'GET', path: '/paymentmethod/2', query: {} });
  expect(paths.companyInfo('91303').path).toBe('/companyinfo/91303');
  expect(paths.preferences().path).toBe('/preferences');
  expect(paths.batch()).toEqual({ method: 'POST', path: '/batch', query: {} });
  expect(paths.taxService().path).toBe('/taxservice/taxcode');
});

test('an id cannot lead to another address', () => {
  expect(paths.read('Invoice', '../customer?x=1').path).toBe('/invoice/..%2Fcustomer%3Fx%3D1');
});

test('a short statement is in the address, a long one in the body', () => {
  expect(paths.query("select * from Item where Name = 'A&B'")).toEqual({
    method: 'GET',
    path: '/query',
    query: { query: "select * from Item where Name = 'A&B'" },
  });
  const long = `select * from Item where Name = '${'x'.repeat(limits.queryInAddressChars)}'`;
  expect(paths.query(long)).toEqual({
    method: 'POST',
    path: '/query',
    query: {},
    contentType: 'application/text',
    body: long,
  });
});
