/**
 * Builds dist/: the program as one file and the page. With `--if-stale` only what is older than its sources; `--server`
 * leaves the page out. bin/tandem.mjs calls this in a checkout, so that `npx tandem` works after `npm ci` alone.
 */
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

function newest(paths) {
  let latest = 0;
  for (const path of paths) {
    const full = join(root, path);
    if (!existsSync(full)) continue;
    const stat = statSync(full);
    if (!stat.isDirectory()) latest = Math.max(latest, stat.mtimeMs);
    else {
      for (const entry of readdirSync(full, { recursive: true, withFileTypes: true })) {
        if (entry.isFile())
          latest = Math.max(latest, statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs);
      }
    }
  }
  return latest;
}

const rooms = existsSync(join(root, 'src')) ? readdirSync(join(root, 'src')).filter((name) => name !== 'web') : [];
const parts = {
  server: {
    stamp: 'dist/.server',
    sources: [...rooms.map((name) => `src/${name}`), 'package.json', 'scripts/build.mjs'],
    build: buildServer,
  },
  web: {
    stamp: 'dist/.web',
    sources: ['src/web', 'src/contract', 'vite.config.ts', 'package.json', 'scripts/build.mjs'],
    build: buildWeb,
  },
};

function isStale(part) {
  const stamp = join(root, part.stamp);
  return !existsSync(stamp) || statSync(stamp).mtimeMs < newest(part.sources);
}

async function buildServer() {
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: root,
    entryPoints: { tandem: 'src/cli/tandem.ts', simulator: 'src/cli/simulator-entry.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    sourcemap: 'linked',
    external: ['@node-rs/argon2', 'pdfkit'],
    // Some packages are CommonJS and expect these.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
}

async function buildWeb() {
  // Whoever asks, a test runner too: React's development build is half as large again.
  process.env.NODE_ENV = 'production';
  const { build } = await import('vite');
  // Whoever starts this, a test too, gets the page as it is shipped, and not React's larger one for developers.
  process.env.NODE_ENV = 'production';
  await build({ configFile: join(root, 'vite.config.ts'), root: join(root, 'src/web'), logLevel: 'warn' });
}

/** Answers the names of what was built. */
export async function buildTandem({ onlyIfStale = false, server = true, web = true } = {}) {
  mkdirSync(join(root, 'dist'), { recursive: true });
  const wanted = [server ? 'server' : null, web ? 'web' : null].filter((name) => name !== null);
  const stale = wanted.filter((name) => !onlyIfStale || isStale(parts[name]));
  for (const name of stale) {
    await parts[name].build();
    writeFileSync(join(root, parts[name].stamp), '');
  }
  return stale;
}

if (process.argv[1] === import.meta.filename) {
  await buildTandem({ onlyIfStale: process.argv.includes('--if-stale'), web: !process.argv.includes('--server') });
}
