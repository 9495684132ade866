/** The parts by name, in the order in which they are run and told. */
import type { Part } from './bench.ts';
import { backfill } from './parts/backfill.ts';
import { decide } from './parts/decide.ts';
import { latency } from './parts/latency.ts';
import { many } from './parts/many.ts';
import { page } from './parts/page.ts';
import { steady } from './parts/steady.ts';
import { store } from './parts/store.ts';

export const parts: Readonly<Record<string, Part>> = { backfill, latency, steady, decide, store, many, page };
