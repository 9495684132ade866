/** Which tests tell of which case, read from the titles in the test files without running them, and the page that says so. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseSync } from 'vite';
import { cases, notSupported } from '../cases.ts';

export interface NumberedTest {
  numbers: string[];
  title: string;
  /** From the root of the repository. */
  file: string;
}

const root = join(import.meta.dirname, '../..');

export function numberedTests(): NumberedTest[] {
  const files = readdirSync(join(root, 'test'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return files.flatMap((path) => {
    const file = relative(root, path).replaceAll('\\', '/');
    return titlesIn(path).flatMap((title): NumberedTest[] => {
      const [, numbers, rest] = /^(\d+\.\d+(?:, \d+\.\d+)*) (.+)$/s.exec(title) ?? [];
      return numbers && rest ? [{ numbers: numbers.split(', '), title: rest, file }] : [];
    });
  });
}

/** The first argument of each `test(...)`, `it(...)` and `test.each(...)(...)`, where it is a plain text. */
function titlesIn(path: string): string[] {
  const titles: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const child of node) visit(child);
    if (!isNode(node)) return;
    if (node.type === 'CallExpression' && isTest(node.callee)) {
      const [title] = node.arguments as unknown[];
      if (isNode(title) && title.type === 'Literal' && typeof title.value === 'string') titles.push(title.value);
    }
    for (const child of Object.values(node)) visit(child);
  };
  visit(parseSync(path, readFileSync(path, 'utf8')).program);
  return titles;
}

type Node = { type: string } & Record<string, unknown>;

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** `test`, `it`, and what `test.each(rows)` answers. */
function isTest(callee: unknown): boolean {
  if (!isNode(callee)) return false;
  if (callee.type === 'Identifier') return callee.name === 'test' || callee.name === 'it';
  if (callee.type === 'CallExpression') return isTest(callee.callee);
  return callee.type === 'MemberExpression' && isTest(callee.object);
}

export function coveragePage(): string {
  const tests = numberedTests();
  const all: Record<string, string> = Object.assign({}, ...Object.values(cases));
  const row = ([number, sentence]: [string, string]) => `| ${number} | ${cell(sentence)} | ${told(tests, number)} |`;
  const head = ['| case | what happens | tests |', '| --- | --- | --- |'];
  const body = Object.entries(cases).flatMap(([title, sentences], index) => [
    `## ${index + 1}. ${title}`,
    '',
    ...head,
    ...Object.entries(sentences).map(row),
    '',
  ]);
  const instead = Object.entries(notSupported).map(
    ([number, what]) => `| ${number} | ${cell(all[number] ?? '')} | ${cell(what)} |`,
  );
  return [
    '# The cases of the two-way sync, and the tests that show them',
    '',
    'Generated from `test/cases.ts` and the titles of the tests by `npm run coverage-of-cases`; a test holds it to them.',
    `${Object.keys(all).length} cases. One of them alone: \`npx vitest run test/flows/payments.test.ts -t '^1\\.1,'\`.`,
    '',
    ...body,
    '## Not supported',
    '',
    'These stay cases: the tests above show what happens instead, and that it is told.',
    '',
    '| case | what happens | instead |',
    '| --- | --- | --- |',
    ...instead,
    '',
  ].join('\n');
}

function told(tests: readonly NumberedTest[], number: string): string {
  const own = tests.filter((test) => test.numbers.includes(number));
  return own.map(({ title, file }) => `[${cell(title)}](../${file})`).join('<br>');
}

function cell(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('[', '\\[').replaceAll(']', '\\]');
}
