/** What a history remembers to be able to judge the end: marks that it set, faults that it asked for, problems on the way. */
export interface Track {
  problems: string[];
  /** Changes that REST accepted. */
  done: number;
  /** The last note of the accountant by `Entity/id`. */
  notes: Map<string, string>;
  /** The last service date that the accountant gave to a line, by `invoiceId/lineId`. */
  serviceDates: Map<string, string>;
  /** What the accountant deleted, by `Entity/id`, with how many requests had been answered by then. */
  deleted: Map<string, number>;
  /** When the accountant moved the closing date: how many requests had been answered by then. */
  closings: number[];
  injected429: number;
  faults: Map<string, number>;
  crashes: Map<string, number>;
  /** Edits of QuickBooks were not copied at some time, so differences in content are the company's own wish. */
  uncopied: boolean;
  /** The integration was off or gone at some time, so a press may have come to nothing. */
  interrupted: boolean;
  /** Shop invoices that were sent by a status or a press while nothing spoke against it. */
  wanted: Set<string>;
  /** Shop invoices of which a person said that what was found in QuickBooks is something else. */
  saidOther: Set<string>;
}

export function createTrack(): Track {
  return {
    problems: [],
    done: 0,
    notes: new Map(),
    serviceDates: new Map(),
    deleted: new Map(),
    closings: [],
    injected429: 0,
    faults: new Map(),
    crashes: new Map(),
    uncopied: false,
    interrupted: false,
    wanted: new Set(),
    saidOther: new Set(),
  };
}

export function tally(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}
