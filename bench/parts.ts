/** The parts by name, in the order in which they are run and told. */
import type { Part } from './bench.ts';
import { decide } from './parts/decide.ts';

export const parts: Readonly<Record<string, Part>> = { decide };
