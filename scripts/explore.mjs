/** `npm run explore -- --histories N --seed S`: bundles test/explore/main.ts and runs it. `--help` tells the rest. */
import { bundleAndRun } from './bundle-and-run.mjs';

await bundleAndRun('test/explore/main.ts', 'explore');
