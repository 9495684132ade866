/** `npm run coverage-of-cases`: writes docs/coverage-of-cases.md from the cases and the titles of the tests. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runnerImport } from 'vite';

const root = join(import.meta.dirname, '..');
const { module } = await runnerImport(join(root, 'test/kit/coverage-of-cases.ts'), { root, configFile: false });
writeFileSync(join(root, 'docs/coverage-of-cases.md'), module.coveragePage());
