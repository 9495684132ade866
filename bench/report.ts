/** docs/performance.md from docs/performance.json, and from what bench/notes says of each part: its limits, and what did not help. */
import { existsSync, readFileSync } from 'node:fs';
import { type Chart, type Figure, type PartResult, sizesText } from './bench.ts';
import { machineText } from './machine.ts';
import { parts } from './parts.ts';
import { valueText, verdict } from './table.ts';

const head = `# Performance

Written by \`npm run bench -- --report\` from [performance.json](performance.json) and the notes in \`bench/notes\`; change those. A figure is
measured again with \`npm run bench -- PART --out docs/performance.json\`. Only figures of one run are compared with each other: machines
differ, and one machine differs from hour to hour.`;

export function report(): string {
  const { runs } = JSON.parse(readFileSync('docs/performance.json', 'utf8')) as { runs: PartResult[] };
  const sections = Object.keys(parts).flatMap((name) => {
    const ours = runs.filter((run) => run.part === name);
    return ours.length === 0 ? [] : [section(name, ours)];
  });
  return `${[head, summary(runs), ...sections].join('\n\n')}\n`;
}

/** All figures that have a target, in one table. */
function summary(runs: readonly PartResult[]): string {
  const rows = Object.keys(parts).flatMap((name) =>
    runs
      .filter((run) => run.part === name)
      .flatMap((run) => run.figures.filter(({ target }) => target).map((figure) => ({ run, figure }))),
  );
  return [
    '## What was aimed at',
    '',
    '| part | figure | measured | |',
    '| --- | --- | ---: | --- |',
    ...rows.map(
      ({ run, figure }) =>
        `| [${run.part}](#${run.part}), ${sizesText(run.sizes)} | ${figure.name} | ${valueText(figure)} | ${verdict(figure)} |`,
    ),
  ].join('\n');
}

function section(name: string, runs: readonly PartResult[]): string {
  const file = `bench/notes/${name}.md`;
  const notes = existsSync(file) ? [readFileSync(file, 'utf8').trim()] : [];
  const { about, charts = [] } = parts[name] ?? { about: '' };
  return [`## ${name}`, `${capital(about)}.`, ...runs.map((run) => runText(run, charts)), ...notes].join('\n\n');
}

function runText(run: PartResult, charts: readonly Chart[]): string {
  const drawn = charts.flatMap((chart) => drawing(chart, run.figures) ?? []);
  return [
    `**${sizesText(run.sizes)}** (${run.at.slice(0, 10)}, ${run.seconds} s, ${machineText(run.machine)})`,
    [
      '| figure | measured | |',
      '| --- | ---: | --- |',
      ...run.figures.map((figure) => `| ${figure.name} | ${valueText(figure)} | ${verdict(figure)} |`),
    ].join('\n'),
    ...drawn,
    run.notes.map((note) => `- ${note}`).join('\n'),
  ].join('\n\n');
}

/** As GitHub draws it; the table above tells the same. */
function drawing({ title, figures: names }: Chart, figures: readonly Figure[]): string | null {
  const shown = names.flatMap((name) => figures.find((figure) => figure.name === name) ?? []);
  if (shown.length < 2) return null;
  const most = Math.max(...shown.map(({ value }) => value));
  return [
    '```mermaid',
    'xychart-beta horizontal',
    `  title "${title}"`,
    `  x-axis [${shown.map(({ name }) => `"${name}"`).join(', ')}]`,
    `  y-axis "${shown[0]?.unit}" 0 --> ${Number((most * 1.05).toPrecision(3))}`,
    `  bar [${shown.map(({ value }) => value).join(', ')}]`,
    '```',
  ].join('\n');
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
