/** Bundles a program that is written in TypeScript and runs it in this process. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');

export async function bundleAndRun(entryPoint, name) {
  process.chdir(root);
  const outfile = join(root, `node_modules/.cache/tandem-${name}/main-${process.pid}.mjs`);
  await build({
    absWorkingDir: root,
    entryPoints: [entryPoint],
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
}
