/** node-quickbooks, unmodified but for the address of the service, as promises. */
import QuickBooks from 'node-quickbooks';
import type { Simulator } from '../../src/simulator/simulator.ts';
import type { Loose } from '../simulator/kit.ts';

type Call = (method: string, ...parameters: unknown[]) => Promise<Loose>;

/** `call('createInvoice', {…})` answers the record; a fault throws with its codes in the message. */
export function nodeQuickBooks(simulator: Simulator, realmId: string): { call: Call; client: Loose } {
  QuickBooks.V3_ENDPOINT_BASE_URL = `${simulator.url}/v3/company/`;
  QuickBooks.TOKEN_URL = `${simulator.url}/oauth2/v1/tokens/bearer`;
  QuickBooks.REVOKE_URL = `${simulator.url}/v2/oauth2/tokens/revoke`;
  const tokens = simulator.control.connect(realmId);
  const client: Loose = new QuickBooks({
    consumerKey: 'tandem',
    consumerSecret: 'tandem-secret',
    token: tokens.accessToken,
    realmId,
    useSandbox: true,
    oauthversion: '2.0',
    refreshToken: tokens.refreshToken,
  });
  const call: Call = (method, ...parameters) =>
    new Promise((resolve, reject) => {
      client[method](...parameters, (error: Loose, answer: Loose) => {
        if (error)
          reject(new Error(`${method}: ${JSON.stringify(error.response?.data ?? error.Fault ?? error.message)}`));
        else resolve(answer);
      });
    });
  return { call, client };
}
