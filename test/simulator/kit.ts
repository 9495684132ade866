/** Starts a simulator for a test, speaks its API, and stops it when the test is over. */
import { onTestFinished } from 'vitest';
import type { Json, JsonObject } from '../../src/simulator/json.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/simulator.ts';

export const ridge = '9341450000000001';
export const harbor = '9341450000000002';
export const northgate = '9341450000000003';
/** The sample company, which is there with `sampleCompany: true`. */
export const larkspur = '9341450000000004';

interface TestClock {
  now(): Date;
  advance(ms: number): void;
}

/** Noon in California on 28 September 2026. */
function fixedClock(start = '2026-09-28T19:00:00.250Z'): TestClock {
  let time = new Date(start).getTime();
  return {
    now: () => new Date(time),
    advance: (ms) => {
      time += ms;
    },
  };
}

export interface Kit {
  simulator: Simulator;
  clock: TestClock;
  api: Api;
}

export async function start(options: Partial<SimulatorOptions> & { realm?: string } = {}): Promise<Kit> {
  const { realm = ridge, ...rest } = options;
  const clock = fixedClock();
  const simulator = await startSimulator({
    clock,
    port: 0,
    dataDir: null,
    webhookUrl: null,
    clientId: 'tandem',
    clientSecret: 'tandem-secret',
    verifierToken: 'tandem-verifier',
    quotas: false,
    seedCompanies: true,
    autoDeliver: false,
    ...rest,
  });
  onTestFinished(() => simulator.stop());
  return { simulator, clock, api: connect(simulator, realm) };
}

export interface Answer {
  status: number;
  /** The parsed body; an empty object when it is no JSON. */
  body: Loose;
  text: string;
  headers: Headers;
}

/** Answers are looked into freely by tests; each assertion says what it expects. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads deep into answers of many shapes.
export type Loose = any;

export interface Api {
  get(path: string, accept?: string): Promise<Answer>;
  post(path: string, body: Json | string): Promise<Answer>;
  query(statement: string): Promise<Answer>;
}

export function connect(simulator: Simulator, realm: string, token?: string): Api {
  const bearer = token ?? simulator.control.connect(realm).accessToken;
  const call = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(`${simulator.url}/v3/company/${realm}/${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${bearer}`,
        accept: 'application/json',
        'content-type': 'application/json',
        ...(init.headers as Record<string, string> | undefined),
      },
    });
    const text = await response.text();
    return { status: response.status, body: parsed(text), text, headers: response.headers };
  };
  return {
    get: (path, accept = 'application/json') => call(path, { headers: { accept } }),
    post: (path, body) => call(path, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }),
    query: (statement) => call(`query?query=${encodeURIComponent(statement)}`, {}),
  };
}

function parsed(text: string): Loose {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

export function codesOf(answer: Answer): string[] {
  const errors: { code: string }[] = answer.body.Fault?.Error ?? [];
  return errors.map((error) => error.code);
}

/** A sales line on the company's item 4, which is taxable everywhere. */
export function line(
  amount: number,
  extra: { tax?: string; item?: string; detail?: JsonObject; id?: string } = {},
): JsonObject {
  const TaxCodeRef = extra.tax === undefined ? undefined : { value: extra.tax };
  const detail: JsonObject = { ItemRef: { value: extra.item ?? '4' }, TaxCodeRef, ...extra.detail };
  const whole: JsonObject = { DetailType: 'SalesItemLineDetail', Amount: amount, SalesItemLineDetail: detail };
  return extra.id === undefined ? whole : { Id: extra.id, ...whole };
}

export function invoiceOf(lines: JsonObject[], extra: JsonObject = {}): JsonObject {
  return { CustomerRef: { value: '1' }, TxnDate: '2026-09-28', Line: lines, ...extra };
}

export function paymentOn(invoiceId: string, amount: number, extra: JsonObject = {}): JsonObject {
  return {
    CustomerRef: { value: '1' },
    TotalAmt: amount,
    Line: [{ Amount: amount, LinkedTxn: [{ TxnId: invoiceId, TxnType: 'Invoice' }] }],
    ...extra,
  };
}

/** Creates an invoice and answers the record. */
export async function createInvoice(api: Api, body: JsonObject): Promise<Loose> {
  const answer = await api.post('invoice', body);
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body.Invoice;
}

/** Creates any record and answers it. */
export async function made(kit: Kit, path: string, body: object): Promise<Loose> {
  const answer = await kit.api.post(path, body as Loose);
  if (answer.status !== 200) throw new Error(answer.text);
  return Object.values(answer.body)[0];
}

/** What an account holds. */
export const accountBalance = async (kit: Kit, id: string): Promise<number> =>
  (await kit.api.get(`account/${id}`)).body.Account.CurrentBalance;
