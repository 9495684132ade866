/** Who may import whom, types too. A folder that is not in the table fails, and so does an import against it. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const source = join(import.meta.dirname, '../../src');

const mayImport: Record<string, readonly string[]> = {
  base: [],
  contract: ['base'],
  domain: ['base'],
  db: ['base', 'contract', 'domain'],
  shop: ['base', 'domain', 'db'],
  quickbooks: ['base'],
  sync: ['base', 'contract', 'domain', 'db', 'shop', 'quickbooks'],
  telling: ['base'],
  worker: ['base', 'domain', 'db', 'sync', 'telling'],
  http: ['base', 'contract', 'domain', 'db', 'shop', 'quickbooks'],
  simulator: ['base'],
  web: ['contract'],
  cli: ['base', 'contract', 'domain', 'db', 'shop', 'quickbooks', 'sync', 'simulator', 'main.ts'],
  'main.ts': ['base', 'cli', 'db', 'http', 'quickbooks', 'sync', 'telling', 'worker'],
};

interface Import {
  file: string;
  from: string;
  to: string;
  target: string;
}

const files = readdirSync(source, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name));

function imports(): Import[] {
  const pattern = /(?:from\s+|import\s*\(\s*|^\s*import\s+)['"](\.[^'"]+)['"]/gm;
  return files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(pattern)].map((match) => {
      const target = join(dirname(file), match[1] ?? '');
      return { file: relative(source, file), from: room(file), to: room(target), target: relative(source, target) };
    }),
  );
}

function room(path: string): string {
  return relative(source, path).split('/')[0] ?? '';
}

test('every folder is in the table', () => {
  const rooms = readdirSync(source).sort();
  expect(rooms).toEqual(Object.keys(mayImport).sort());
});

test('imports follow the table', () => {
  const all = imports();
  expect(all.length).toBeGreaterThan(500);
  const against = all
    .filter(({ from, to }) => from !== to && !mayImport[from]?.includes(to))
    .map(({ file, target }) => `${file} imports ${target}`);
  expect(against).toEqual([]);
});

test('there are no import cycles', () => {
  const graph = new Map<string, string[]>();
  for (const { file, target } of imports()) {
    if (/\.css$/.test(target)) continue;
    graph.set(file, [...(graph.get(file) ?? []), target]);
  }
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) {
      cycles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
      return;
    }
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  expect(cycles).toEqual([]);
});

test('the architecture page shows the same table', () => {
  const page = readFileSync(join(source, '../ARCHITECTURE.md'), 'utf8');
  for (const [from, targets] of Object.entries(mayImport)) {
    expect(page).toContain(
      `| \`${from}\` | ${targets.length === 0 ? 'nothing' : targets.map((to) => `\`${to}\``).join(' ')} |`,
    );
  }
});
