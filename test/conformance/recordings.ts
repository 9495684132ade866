/** Where recorded answers lie: as RECORDED_ANSWERS says, or in a folder `recorded` beside the checkout or one level below. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export function findRecordings(): string | undefined {
  const beside = join(import.meta.dirname, '../../..');
  const folders = readdirSync(beside, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const candidates = [
    process.env.RECORDED_ANSWERS ?? '',
    join(beside, 'recorded'),
    ...folders.map(({ name }) => join(beside, name, 'recorded')),
  ];
  return candidates.find((folder) => folder !== '' && existsSync(join(folder, 'create-invoice.json')));
}
