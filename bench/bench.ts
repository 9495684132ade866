/** What a part of the bench is, and what it answers: figures with a name, measured in one run. */
import type { Machine } from './machine.ts';

export interface Figure {
  name: string;
  value: number;
  /** `ms`, `s`, `requests`, `/s`, `%`, `x` ... */
  unit: string;
  /** What section 2 of the aim asks for; absent: it is only told. */
  target?: { atMost: number } | { atLeast: number };
}

export interface Measured {
  figures: Figure[];
  /** How it was measured, and what limits it: read with the figures. */
  notes: string[];
}

/** How large a part is run: by name, such as `invoices`. */
export type Sizes = Readonly<Record<string, number>>;

export interface PostgresUrls {
  url: string;
  adminUrl: string;
}

/** Bars side by side in the report: figures of one unit, by name. */
export interface Chart {
  title: string;
  figures: readonly string[];
}

export interface Part {
  about: string;
  charts?: readonly Chart[];
  /** At most ten minutes on two cores. */
  sizes: Sizes;
  /** Seconds: only to see that it still runs. */
  tiny: Sizes;
  run(postgres: PostgresUrls, sizes: Sizes): Promise<Measured>;
}

/** One run of one part. Only figures of one run are compared. */
export interface PartResult extends Measured {
  part: string;
  at: string;
  machine: Machine;
  sizes: Sizes;
  seconds: number;
}

export function sizesText(sizes: Sizes): string {
  return Object.entries(sizes)
    .map(([name, size]) => `${size.toLocaleString('en-US')} ${name}`)
    .join(', ');
}

export function figure(name: string, value: number, unit: string, target?: Figure['target']): Figure {
  return { name, value: rounded(value), unit, ...(target ? { target } : {}) };
}

/** Four digits that count: more would pretend. */
function rounded(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(4));
}

export function isReached({ value, target }: Figure): boolean | null {
  if (!target) return null;
  return 'atMost' in target ? value <= target.atMost : value >= target.atLeast;
}

/** The size of that name; a part asks only for names that it has. */
export function sizeOf(sizes: Sizes, name: string): number {
  const size = sizes[name];
  if (size === undefined) throw new Error(`There is no size ${name}.`);
  return size;
}

/** The value below which the share `p` of the samples lies. */
export function percentile(samples: readonly number[], p: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * p) - 1)] ?? Number.NaN;
}

export function percentiles(name: string, samples: readonly number[], p99?: Figure['target']): Figure[] {
  return [
    figure(`${name}, p50`, percentile(samples, 0.5), 'ms'),
    figure(`${name}, p90`, percentile(samples, 0.9), 'ms'),
    figure(`${name}, p99`, percentile(samples, 0.99), 'ms', p99),
  ];
}
