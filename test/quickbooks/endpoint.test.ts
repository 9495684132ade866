import { expect, test } from 'vitest';
import { endpoint, UnsafeEndpoint } from '../../src/quickbooks/endpoint.ts';

test.each([
  'http://oauth.example.com/token',
  'http://localhost.example.com/token',
  'http://127.0.0.1.example.com/token',
  'http://10.0.0.1/token',
  'ftp://localhost/token',
  'https://user:pass@oauth.example.com/token',
  'no address',
  '',
])('%j is refused', (text) => {
  expect(() => endpoint(text)).toThrow(UnsafeEndpoint);
});

test('the refusal does not repeat a password', () => {
  expect(() => endpoint('https://user:hidden-word@oauth.example.com/x')).toThrow(/^(?!.*hidden-word)/);
});

test.each(['https://oauth.example.com/token', 'http://localhost:1/t', 'http://127.0.0.1:1/t', 'http://[::1]:1/t'])(
  '%s is taken',
  (text) => {
    expect(endpoint(text).href).toBe(text);
  },
);
