/**
 * Finds a Chromium: the one that CHROMIUM_PATH names, the system's, or the one inside @sparticuz/chromium, which is unpacked
 * once into node_modules/.cache and needs nothing of the system but glibc.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

export interface Chromium {
  path: string;
  /** Added to the environment; the second is tried when the first lacks libraries. */
  environments: readonly Record<string, string>[];
}

const ofSystem = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/chromium-headless-shell',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

export class NoChromium extends Error {
  constructor(reason: string) {
    super(
      `${reason} Set CHROMIUM_PATH to a Chromium or Chrome. To get one: "apt-get install chromium" on Debian, ` +
        '"npx playwright-core install chromium" elsewhere (it prints the folder).',
    );
    this.name = 'NoChromium';
  }
}

export async function findChromium(): Promise<Chromium> {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!existsSync(named)) throw new NoChromium(`CHROMIUM_PATH is ${named}, but nothing is there.`);
    return { path: named, environments: [{}] };
  }
  const installed = ofSystem.find((path) => existsSync(path));
  if (installed) return { path: installed, environments: [{}] };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new NoChromium(`There is no browser for the tests on this machine (${process.platform} ${process.arch}).`);
  }
  const folder = await unpacked();
  const fonts = { FONTCONFIG_FILE: join(folder, 'fonts.conf') };
  return {
    path: join(folder, 'chromium'),
    environments: [fonts, { ...fonts, LD_LIBRARY_PATH: join(folder, 'al2023/lib') }],
  };
}

/** Unpacked beside its place and then renamed: test files that start together never see half of it. */
async function unpacked(): Promise<string> {
  const package_ = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..');
  const cache = join(package_, '../../.cache');
  const folder = join(cache, 'chromium');
  if (existsSync(join(folder, 'fonts.conf'))) return folder;
  mkdirSync(cache, { recursive: true });
  const beside = mkdtempSync(join(cache, 'chromium-'));
  try {
    // In a process of its own: a browser started by the very process that unpacked it was seen to come up blank, each time
    // on a fresh checkout and never after; the cause was not found.
    const env = { ...process.env, TMPDIR: beside };
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', unpack], { cwd: package_, env });
    writeFileSync(join(beside, 'fonts.conf'), fontsConf(folder));
    if (!existsSync(join(folder, 'fonts.conf'))) rmSync(folder, { recursive: true, force: true });
    renameSync(beside, folder);
  } catch (error) {
    // Another one was first.
    if (!existsSync(join(folder, 'fonts.conf'))) throw error;
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
  return folder;
}

const unpack = `
  import { join } from 'node:path';
  import chromium, { inflate } from '@sparticuz/chromium';
  await chromium.executablePath();
  await inflate(join(process.cwd(), 'bin/al2023.tar.br'));
`;

/** The same letters on every machine: the package's own font first. */
function fontsConf(folder: string): string {
  const prefer = (generic: string) =>
    `<alias binding="strong"><family>${generic}</family><prefer><family>Open Sans</family></prefer></alias>`;
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
  ${['sans-serif', 'system-ui'].map(prefer).join('\n  ')}
</fontconfig>
`;
}
