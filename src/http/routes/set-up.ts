/** /set-up: the first company, made from the page by whoever can read the program's terminal. Afterwards it is closed. */
import { isSetUpCode } from '../../base/set-up-code.ts';
import { session } from '../../contract/people.ts';
import { setUpState, setUpWrite } from '../../contract/set-up.ts';
import { hasCompanies, lockCompanies } from '../../db/companies.ts';
import { Refused } from '../../domain/refused.ts';
import { hashPassword } from '../../shop/passwords.ts';
import { startCompany } from '../../shop/start-company.ts';
import { clientAddress, requestOrigin } from '../client-address.ts';
import { countAttempt } from '../count-attempts.ts';
import { defineRoute, type Route } from '../define-route.ts';
import { openSession } from '../open-session.ts';
import { HttpFault } from '../problem.ts';

const tag = 'session';

const read = defineRoute({
  kind: 'open',
  method: 'get',
  path: '/set-up',
  tag,
  summary: 'Is there no company yet?',
  permission: null,
  response: setUpState,
  async handler({ context }) {
    return { body: { needed: !(await context.database.system(hasCompanies)) } };
  },
});

const begin = defineRoute({
  kind: 'open',
  method: 'post',
  path: '/set-up',
  tag,
  summary: 'Make the first company with its owner and sign in; needs the code that the program prints when it starts',
  permission: null,
  body: setUpWrite,
  response: session,
  status: 201,
  async handler({ context, raw, body, now }) {
    const { database, clock, config } = context;
    if (await database.system(hasCompanies)) throw alreadyDone();
    countAttempt(clock, `${clientAddress(raw, config.trustProxy)} set-up`);
    if (!isSetUpCode(body.code, config.setUpCode)) {
      const message = 'This is not the set-up code. The program prints it when it starts, while there is no company.';
      throw new HttpFault(403, 'wrong_code', message, { errors: [{ path: 'code', message }] });
    }
    const passwordHash = await hashPassword(body.password);
    const { company: name, country, currency, timeZone, language } = body;
    const made = await database.system(async (tx) => {
      // Of two who come at once, one finds the other's company.
      await lockCompanies(tx);
      if (await hasCompanies(tx)) throw alreadyDone();
      const owner = { name: body.name, email: body.email, passwordHash };
      return startCompany(tx, now, { company: { name, country, currency, timeZone, language }, owner });
    });
    return openSession(context, { ...made, now, origin: requestOrigin(raw, config) });
  },
});

function alreadyDone(): Refused {
  return new Refused('conflict', 'There is a company already. Sign in, or make another with: tandem admin create');
}

export const setUpRoutes: Route[] = [read, begin];
