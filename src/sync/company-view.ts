/** Loads what all decisions of a company share: the connection, the settings, statuses, tax codes, the day. */
import { dateIn } from '../base/clock.ts';
import { currencyPlaces } from '../base/decimal.ts';
import { settingsWrite } from '../contract/integration.ts';
import { loadAccounts } from '../db/accounts.ts';
import { loadCompany } from '../db/companies.ts';
import type { Connection } from '../db/connections.ts';
import type { Reader } from '../db/database.ts';
import { savedSettings } from '../db/integrations.ts';
import { allStatuses } from '../db/invoice-statuses.ts';
import { allMirrors } from '../db/mirrors.ts';
import { TaxCode, TaxRate } from '../quickbooks/lists.ts';
import { booksTaxCodes } from './mapping/tax-codes.ts';
import type { CompanyView } from './observation.ts';

export const noSettings = settingsWrite.parse({});

export async function loadCompanyView(reader: Reader, connection: Connection, now: Date): Promise<CompanyView> {
  const { companyId, realmId } = connection;
  const [company, saved, statuses, codes, rates] = await Promise.all([
    loadCompany(reader, companyId),
    savedSettings(reader, companyId),
    allStatuses(reader, companyId),
    allMirrors(reader, { companyId, realmId, entity: 'TaxCode' }),
    allMirrors(reader, { companyId, realmId, entity: 'TaxRate' }),
  ]);
  const settings = saved ?? noSettings;
  const deposit = settings.depositAccountId;
  const [account] = deposit ? await loadAccounts(reader, companyId, [deposit]) : [];
  const taxCodes = booksTaxCodes(
    codes.map((row) => TaxCode.parse(row.doc)),
    rates.map((row) => TaxRate.parse(row.doc)),
  );
  return {
    connection,
    settings,
    statuses,
    depositAccountUsable: account?.active === true && account.currency === company.currency,
    draft: {
      settings,
      taxMode: connection.taxMode,
      preferences: connection.preferences,
      taxCodes: new Map(taxCodes.map((code) => [code.id, code])),
      itemNames: new Map(),
      places: currencyPlaces(company.currency),
    },
    today: dateIn(company.timeZone, now),
    language: company.language,
  };
}
