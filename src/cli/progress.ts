/** How far long work is: one line that moves on a terminal, and a line now and then where the output is kept. */
export interface Progress {
  /** `total` null: it is not known. */
  show(done: number, total: number | null): void;
  /** Ends the line. */
  end(): void;
}

const barCharacters = 24;
const drawEveryMs = 100;
const writeEveryMs = 10_000;

export function createProgress(
  output: { write(text: string): unknown; isTTY?: boolean },
  what: string,
  now: () => number = () => performance.now(),
): Progress {
  const everyMs = output.isTTY ? drawEveryMs : writeEveryMs;
  let shownAt = Number.NEGATIVE_INFINITY;
  let last = '';
  const draw = (line: string) => {
    shownAt = now();
    last = line;
    output.write(output.isTTY ? `\r\u001b[2K${line}` : `${line}\n`);
  };
  return {
    show(done, total) {
      const line = lineOf(what, done, total);
      const finished = total !== null && done >= total;
      if (line !== last && (finished || now() - shownAt >= everyMs)) draw(line);
    },
    end() {
      if (output.isTTY && last !== '') output.write('\n');
    },
  };
}

function lineOf(what: string, done: number, total: number | null): string {
  const of = (value: number) => value.toLocaleString('en');
  if (total === null || total === 0) return `${what}  ${of(done)}`;
  const share = Math.min(1, done / total);
  const full = Math.round(share * barCharacters);
  const bar = '█'.repeat(full) + '░'.repeat(barCharacters - full);
  return `${what}  ${bar} ${Math.floor(share * 100)}%  ${of(done)} of ${of(total)}`;
}
