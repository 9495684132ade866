/** The tax service: makes a tax code with its rates in one call. Its answer has no envelope and no time. */
import { type Json, type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import type { Books } from '../state/books.ts';
import { duplicateName, invalidReference, invalidValue, required, tooLong, unknownProperty } from '../wire/fault.ts';

const knownHead = [
  'TaxCode',
  'TaxCodeId',
  'TaxRateDetails',
  'domain',
  'sparse',
  'Id',
  'SyncToken',
  'MetaData',
  'Fault',
];
const knownDetail = ['TaxRateName', 'TaxRateId', 'RateValue', 'TaxAgencyId', 'TaxApplicableOn'];

interface NewRate {
  id: string;
  name: string;
  percent: number;
  agencyId: string | undefined;
  side: 'Sales' | 'Purchase';
}

export function createTaxCode(books: Books, body: JsonObject): JsonObject {
  refuseUnknown(body, { className: 'TaxService', known: knownHead });
  const name = textOf(body.TaxCode)?.trim();
  if (!name) throw required('TaxCode');
  if (name.length > 100) throw tooLong('TaxCode', 100, name.length);
  const details = objectsOf(body.TaxRateDetails);
  if (details.length === 0) throw required('TaxRateDetails');
  refuseTaken(books, 'TaxCode', name);
  const rates = details.map((detail) => rateOf(books, detail));
  const list = (side: NewRate['side']): Json[] =>
    rates
      .filter((rate) => rate.side === side)
      .map((rate, index) => ({
        TaxRateRef: { value: rate.id, name: rate.name },
        TaxTypeApplicable: 'TaxOnAmount',
        TaxOrder: index,
      }));
  const code = books.insert('TaxCode', {
    Name: name,
    Description: name,
    Active: true,
    Hidden: false,
    Taxable: true,
    TaxGroup: true,
    SalesTaxRateList: { TaxRateDetail: list('Sales') },
    PurchaseTaxRateList: { TaxRateDetail: list('Purchase') },
  });
  return { TaxCode: name, TaxCodeId: code.id, TaxRateDetails: rates.map(answered) };
}

function answered(rate: NewRate): JsonObject {
  return {
    TaxRateName: rate.name,
    TaxRateId: rate.id,
    RateValue: rate.percent,
    TaxAgencyId: rate.agencyId,
    TaxApplicableOn: rate.side,
  };
}

/** An existing rate by its id, or a new one. */
function rateOf(books: Books, detail: JsonObject): NewRate {
  refuseUnknown(detail, { className: 'TaxRateDetails', known: knownDetail });
  const side = textOf(detail.TaxApplicableOn) ?? 'Sales';
  if (side !== 'Sales' && side !== 'Purchase') {
    throw invalidValue('2170', 'TaxApplicableOn', 'TaxApplicableOn must be Sales or Purchase.');
  }
  const id = idText(detail.TaxRateId);
  return id === undefined ? newRate(books, detail, side) : existingRate(books, id, side);
}

function existingRate(books: Books, id: string, side: NewRate['side']): NewRate {
  const rate = books.find('TaxRate', id);
  if (!rate) throw invalidReference(`TaxRate element id ${id} not found`);
  const agency = idText(objectOf(rate.body.AgencyRef)?.value);
  return { id, name: textOf(rate.body.Name) ?? '', percent: Number(rate.body.RateValue), agencyId: agency, side };
}

function newRate(books: Books, detail: JsonObject, side: NewRate['side']): NewRate {
  const name = textOf(detail.TaxRateName)?.trim();
  if (!name) throw required('TaxRateDetails.TaxRateName');
  const max = books.switches.taxRateNameMax;
  if (name.length > max) throw tooLong('TaxRateName', max, name.length);
  const percent = Number(detail.RateValue ?? Number.NaN);
  if (!(percent >= 0 && percent <= 100)) throw invalidValue('2240', 'RateValue', 'RateValue must be from 0 to 100.');
  const agencyId = idText(detail.TaxAgencyId);
  if (agencyId === undefined) throw required('TaxRateDetails.TaxAgencyId');
  if (!books.find('TaxAgency', agencyId)) throw invalidReference(`TaxAgency element id ${agencyId} not found`);
  refuseTaken(books, 'TaxRate', name);
  const rate = books.insert('TaxRate', {
    Name: name,
    Description: name,
    Active: true,
    RateValue: percent,
    AgencyRef: { value: agencyId },
    EffectiveTaxRate: [{ RateValue: percent, EffectiveDate: `${books.today}T00:00:00-08:00` }],
    SpecialTaxType: percent === 0 ? 'ZERO_RATE' : 'NONE',
    DisplayType: 'ReadOnly',
  });
  return { id: rate.id, name, percent, agencyId, side };
}

function idText(value: Json | undefined): string | undefined {
  if (typeof value === 'number') return String(value);
  return textOf(value) || undefined;
}

function refuseTaken(books: Books, entity: 'TaxCode' | 'TaxRate', name: string): void {
  const taken = books.all(entity).some((entry) => textOf(entry.body.Name)?.toLowerCase() === name.toLowerCase());
  if (taken) throw duplicateName(`Another tax ${entity === 'TaxCode' ? 'code' : 'rate'} is already using this name.`);
}

function refuseUnknown(body: JsonObject, { className, known }: { className: string; known: readonly string[] }): void {
  for (const property of Object.keys(body)) {
    if (!known.includes(property)) throw unknownProperty(property, className, known);
  }
}
