/** `npm run bench -- [PART...]`: bundles bench/main.ts and runs it. `--help` tells the rest. */
import { bundleAndRun } from './bundle-and-run.mjs';

await bundleAndRun('bench/main.ts', 'bench');
