/** `npm run screenshots`: bundles test/browser/pictures.ts and runs it; the pictures go to docs/screenshots. */
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
process.chdir(root);
const outfile = join(root, `node_modules/.cache/tandem-pictures/main-${process.pid}.mjs`);
await build({
  absWorkingDir: root,
  entryPoints: ['test/browser/pictures.ts'],
  outfile,
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: 'inline',
  logLevel: 'warning',
});
process.setSourceMapsEnabled(true);
await import(outfile);
