/** One part as lines for a terminal. */
import { type Figure, isReached, type PartResult, sizesText } from './bench.ts';

export function table(result: PartResult): string {
  const width = Math.max(...result.figures.map(({ name }) => name.length));
  return [
    `\n${result.part} (${sizesText(result.sizes)}; ${result.seconds} s)`,
    ...result.figures.map(
      (figure) => `  ${figure.name.padEnd(width)}  ${valueText(figure).padStart(16)}  ${verdict(figure)}`,
    ),
    ...result.notes.map((note) => `  · ${note}`),
  ].join('\n');
}

export function valueText({ value, unit }: Figure): string {
  const text = value.toLocaleString('en-US', { maximumFractionDigits: 4 });
  return `${text} ${unit}`;
}

export function verdict(figure: Figure): string {
  const reached = isReached(figure);
  const { target } = figure;
  if (reached === null || !target) return '';
  const bound = 'atMost' in target ? `at most ${target.atMost}` : `at least ${target.atLeast}`;
  return `${reached ? 'reached' : 'NOT REACHED'} (${bound})`;
}
