/** Webhooks never reach into the own network: not by an address, not by a name, and not by a name that changes its mind. */
import type { LookupAddress } from 'node:dns';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isPublicAddress } from '../../src/base/public-address.ts';
import { urlProblem } from '../../src/domain/webhook-endpoint.ts';
import { postWebhook } from '../../src/telling/post-webhook.ts';
import { startWorld, type World } from '../kit/world.ts';
import { addEndpoint, deliveriesOf, oneInvoice } from './endpoint.ts';
import { type Receiver, startReceiver } from './receiver.ts';

test.each([
  ...['127.0.0.1', '127.9.9.9', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1'],
  ...['169.254.169.254', '192.0.0.8', '198.18.0.1', '203.0.113.9', '224.0.0.1', '255.255.255.255'],
  ...['::', '::1', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd00:ec2::254', 'ff02::1', '2001:db8::1', '2002:7f00:1::'],
  ...[
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '::ffff:0:1',
    '64:ff9b::10.0.0.1',
    '64:ff9b::',
    '::7f00:1',
    'localhost',
    '',
  ],
])('%s is not public', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(['1.1.1.1', '172.32.0.1', '9.255.255.255', '2606:4700::1111', '::ffff:8.8.8.8', '64:ff9b::8.8.8.8'])(
  '%s is public',
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

test.each([
  ...['http://example.com/', 'https://127.0.0.1/', 'https://2130706433/', 'https://0x7f.1/', 'https://[::1]/'],
  ...['https://localhost/', 'https://LOCALHOST./', 'https://a.localhost/', 'https://metadata.google.internal/'],
  ...[
    'https://printer.local/',
    'https://me:secret@example.com/',
    'https://example.com/#a',
    'ftp://example.com/',
    'nonsense',
  ],
])('%s cannot be an endpoint', (url) => {
  expect(urlProblem(url, { allowPrivate: false })).not.toBeNull();
});

test('a public address can, and in development a private one too', () => {
  expect(urlProblem('https://example.com/hooks?a=1', { allowPrivate: false })).toBeNull();
  expect(urlProblem('http://127.0.0.1:8080/', { allowPrivate: true })).toBeNull();
});

describe('with the names of a hostile DNS', () => {
  let world: World;
  let receiver: Receiver;
  let answers: LookupAddress[] = [];
  let asked = 0;
  beforeAll(async () => {
    receiver = await startReceiver();
    world = await startWorld({
      allowPrivateWebhooks: false,
      resolveName: async () => {
        asked += 1;
        return answers;
      },
    });
  });
  afterAll(async () => {
    receiver.close();
    await world.stop();
  });

  test('10.9 an address of the own network is refused when it is given', async () => {
    const answer = await world.api.call('POST', '/webhook-endpoints', {
      url: receiver.url,
      events: ['invoice.created'],
    });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'url' }] } });
  });

  test('10.9 a name that stands for one is refused when it is sent to, even beside a public address', async () => {
    const { port } = new URL(receiver.url);
    const endpoint = await addEndpoint(world.api, `https://hooks.example.com:${port}/`);
    await oneInvoice(world.api);
    for (const found of [
      ['127.0.0.1'],
      ['169.254.169.254'],
      ['93.184.216.34', '127.0.0.1'],
      ['::ffff:127.0.0.1'],
      [],
    ]) {
      answers = found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
      await world.tandem.delivery.deliverDue();
      const [delivery] = await deliveriesOf(world.api, endpoint);
      expect(delivery).toMatchObject({ state: 'pending', lastStatus: null });
      expect(delivery?.lastAnswer).toContain('hooks.example.com is not in the public internet');
      world.clock.advance(12 * 3_600_000);
    }
    expect(receiver.received).toHaveLength(0);
  });

  test('10.9 what was checked is what is connected to: the name is looked up once', async () => {
    answers = [{ address: '127.0.0.1', family: 4 }];
    asked = 0;
    const url = `http://hooks.example.com:${new URL(receiver.url).port}/`;
    const resolve = async () => {
      asked += 1;
      return answers;
    };
    const posted = await postWebhook(
      { url, headers: {}, body: '{}' },
      { allowPrivate: true, timeoutMs: 5000, resolve },
    );
    expect([posted.status, asked]).toEqual([204, 1]);
    expect(receiver.received[0]?.headers.host).toContain('hooks.example.com');
  });

  test('a literal address is checked although it is not looked up', async () => {
    for (const host of ['127.0.0.1', '[::ffff:7f00:1]', '[::1]']) {
      const url = `http://${host}:${new URL(receiver.url).port}/`;
      const posted = await postWebhook({ url, headers: {}, body: '{}' }, { allowPrivate: false, timeoutMs: 5000 });
      expect(posted.status).toBeNull();
    }
  });

  test('who does not answer is not waited for', async () => {
    receiver.answer = null;
    const posted = await postWebhook(
      { url: receiver.url, headers: {}, body: '{}' },
      { allowPrivate: true, timeoutMs: 50 },
    );
    expect(posted).toEqual({ status: null, answer: 'It did not answer in time.' });
  });
});
