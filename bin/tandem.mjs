#!/usr/bin/env node
/** Starts the program; in a checkout it is built first if its sources are newer. */
import { existsSync } from 'node:fs';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Tandem needs Node 20.19 or newer; this is ${process.version}.`);
  process.exit(1);
}

if (existsSync(new URL('../src', import.meta.url))) {
  const { buildTandem } = await import('../scripts/build.mjs');
  const web = ['serve', 'demo'].includes(process.argv[2] ?? '');
  await buildTandem({ onlyIfStale: true, web });
}
// The simulator is a program of its own, which starts sooner.
await import(process.argv[2] === 'simulator' ? '../dist/simulator.mjs' : '../dist/tandem.mjs');
