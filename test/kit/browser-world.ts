/**
 * The program for a person at a browser: as in world.ts, but with the machine's clock, the worker at work, webhooks that go
 * out by themselves, and the built page.
 */
import { systemClock } from '../../src/base/clock.ts';
import { createAdmin } from '../../src/cli/admin.ts';
import { createCompanyApiKey } from '../../src/cli/api-key.ts';
import { apiClient } from './api-client.ts';
import { startBrowserProgram } from './browser-program.ts';
import type { World } from './world.ts';

export interface BrowserWorld extends World {
  email: string;
  password: string;
}

const email = 'owner@example.com';
const password = 'correct horse battery';

function noClock(): never {
  throw new TypeError('In a browser world it is as late as it is.');
}

interface Options {
  language?: 'en' | 'fr';
  keepHistoryDays?: number;
}

export async function startBrowserWorld({ language = 'en', ...options }: Options = {}): Promise<BrowserWorld> {
  const program = await startBrowserProgram(options);
  const { database } = program.testDatabase;
  const { companyId } = await createAdmin(database, systemClock, {
    company: 'Ridge Auto Repair',
    email,
    password,
    name: 'Robin Ridge',
    country: 'US',
    currency: 'USD',
    timeZone: 'America/Los_Angeles',
    language,
  });
  const key = await createCompanyApiKey(database, systemClock, { company: companyId });
  return {
    ...program,
    clock: { now: systemClock.now, advance: noClock, moveTo: noClock },
    companyId,
    api: apiClient({ url: program.url, key }),
    email,
    password,
    // The worker is at work; what comes of it is awaited where it shows.
    settle: () => Promise.resolve(),
  };
}
