/** The currency that a company of a country mostly keeps its books in: what is proposed where none is given. */
const currencies: Readonly<Record<string, string>> = {
  US: 'USD',
  CA: 'CAD',
  GB: 'GBP',
  AU: 'AUD',
  NZ: 'NZD',
  CH: 'CHF',
  IN: 'INR',
  SG: 'SGD',
  ZA: 'ZAR',
  MX: 'MXN',
  BR: 'BRL',
};
const euro = new Set('AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK'.split(' '));

export function currencyOfCountry(country: string): string {
  return euro.has(country) ? 'EUR' : (currencies[country] ?? 'USD');
}
