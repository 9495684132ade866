/** `npm run screenshots`: bundles test/browser/pictures.ts and runs it; the pictures go to docs/screenshots. */
import { bundleAndRun } from './bundle-and-run.mjs';

await bundleAndRun('test/browser/pictures.ts', 'pictures');
