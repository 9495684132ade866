/** The settings of telling others: what is wrong with them is said at the start, not when the first mail is due. */
import { expect, test } from 'vitest';
import { readConfig } from '../../src/cli/config.ts';

test('without SMTP_URL there is no e-mail, and webhooks go to public addresses alone', () => {
  expect(readConfig({})).toMatchObject({ mail: null, allowPrivateWebhooks: false });
});

test('SMTP_URL and MAIL_FROM go together', () => {
  const mail = { SMTP_URL: 'smtps://user:secret@mail.example.com:465', MAIL_FROM: 'Tandem <tandem@example.com>' };
  expect(readConfig(mail).mail).toEqual({ smtpUrl: mail.SMTP_URL, from: mail.MAIL_FROM });
  expect(readConfig({ ...mail, MAIL_FROM: 'tandem@example.com' }).mail?.from).toBe('tandem@example.com');
  expect(() => readConfig({ SMTP_URL: mail.SMTP_URL })).toThrow('MAIL_FROM');
});

test.each([
  [{ SMTP_URL: 'https://mail.example.com' }, 'SMTP_URL'],
  [{ SMTP_URL: 'smtp://mail.example.com', MAIL_FROM: 'Tandem' }, 'MAIL_FROM'],
  [{ SMTP_URL: 'smtp://mail.example.com', MAIL_FROM: 'a@example.com\r\nBcc: b@example.com' }, 'MAIL_FROM'],
  [{ ALLOW_PRIVATE_WEBHOOKS: 'yes' }, 'ALLOW_PRIVATE_WEBHOOKS'],
])('%j is refused by name', (variables, name) => {
  expect(() => readConfig(variables)).toThrow(name);
});
