/**
 * Where automated sales tax looks up an address: an invented table, since the real engine's is Intuit's own.
 * Invariant: every address has exactly one answer; places without an entry are taxed at zero.
 */

export interface Jurisdiction {
  codeId: string;
  name: string;
  state: string;
  /** The postal codes of the place begin like this; without it the whole state. */
  postalPrefix?: string;
  rates: { id: string; name: string; percent: number }[];
}

export const jurisdictions: readonly Jurisdiction[] = [
  {
    codeId: '11',
    name: 'Bayshore, California',
    state: 'CA',
    postalPrefix: '943',
    rates: [
      { id: '21', name: 'California State', percent: 6 },
      { id: '22', name: 'Bayshore District', percent: 3.125 },
    ],
  },
  { codeId: '12', name: 'California', state: 'CA', rates: [{ id: '23', name: 'California Base', percent: 7.25 }] },
  {
    codeId: '13',
    name: 'Tucson, Arizona',
    state: 'AZ',
    rates: [
      { id: '24', name: 'Arizona State', percent: 5.6 },
      { id: '25', name: 'Pima County', percent: 0.5 },
      { id: '26', name: 'Tucson City', percent: 2.6 },
    ],
  },
  {
    codeId: '14',
    name: 'New York City',
    state: 'NY',
    rates: [
      { id: '27', name: 'New York State', percent: 4 },
      { id: '28', name: 'New York City', percent: 4.875 },
    ],
  },
];

export const elsewhere: Jurisdiction = {
  codeId: '19',
  name: 'Out of scope',
  state: '',
  rates: [{ id: '29', name: 'No nexus', percent: 0 }],
};

export function jurisdictionAt(address: { state: string; postalCode: string }): Jurisdiction {
  const state = address.state.trim().toUpperCase();
  const inState = jurisdictions.filter((place) => place.state === state);
  return (
    inState.find((place) => place.postalPrefix !== undefined && address.postalCode.startsWith(place.postalPrefix)) ??
    inState.find((place) => place.postalPrefix === undefined) ??
    elsewhere
  );
}
