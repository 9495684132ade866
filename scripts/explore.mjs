/** `npm run explore -- --histories N --seed S`: bundles test/explore/main.ts and runs it. `--help` tells the rest. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
process.chdir(root);
const outfile = join(root, `node_modules/.cache/tandem-explore/main-${process.pid}.mjs`);
await build({
  absWorkingDir: root,
  entryPoints: ['test/explore/main.ts'],
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
try {
  await import(outfile);
} finally {
  rmSync(outfile);
}
