/**
 * The books on disk: one line of JSON per commit, written before the answer is sent, compacted when the simulator starts.
 * Invariant: a line is either whole, and then the commit happened, or torn, and then it did not. A kill at any moment loses
 * nothing that was answered (the operating system has the bytes; a power cut is not covered).
 */
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/** `[table, id, value]`; without a value the row was removed. */
export type Change = [table: string, id: string, value?: unknown];

export interface Journal {
  append(changes: readonly Change[]): void;
  /** Replaces everything that was written so far. */
  rewrite(changes: Iterable<Change>): void;
  close(): void;
}

export const noJournal: Journal = { append: () => {}, rewrite: () => {}, close: () => {} };

/** Reads the journal of `dataDir` (oldest change first) and opens it for appending. */
export function openJournal(dataDir: string): { changes: Change[]; journal: Journal } {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, 'books.jsonl');
  const changes = existsSync(path) ? readChanges(readFileSync(path, 'utf8')) : [];
  let file: number | undefined = openSync(path, 'a');
  const opened = (): number => {
    if (file === undefined) throw new Error('The books are closed.');
    return file;
  };
  const journal: Journal = {
    append: (commit) => appendWhole(opened(), commit),
    rewrite: (rows) => {
      closeSync(opened());
      writeAtOnce(path, rows);
      file = openSync(path, 'a');
    },
    close: () => {
      closeSync(opened());
      file = undefined; // Its number may soon be another file's.
    },
  };
  return { changes, journal };
}

/** A line that could not be written to its end (a full disk) is taken back, so that the next one is not glued to it. */
function appendWhole(file: number, commit: readonly Change[]): void {
  const { size } = fstatSync(file);
  try {
    writeLine(file, commit);
  } catch (error) {
    ftruncateSync(file, size);
    throw error;
  }
}

function readChanges(text: string): Change[] {
  const lines = text.split('\n');
  lines.pop(); // What follows the last line feed is empty, or a commit that was being written when the process died.
  return lines.flatMap((line) => JSON.parse(line) as Change[]); // Only this file writes it.
}

function writeLine(file: number, commit: readonly Change[]): void {
  const bytes = Buffer.from(`${JSON.stringify(commit)}\n`);
  for (let written = 0; written < bytes.length; ) {
    written += writeSync(file, bytes, written);
  }
}

function writeAtOnce(path: string, rows: Iterable<Change>): void {
  const draft = `${path}.new`;
  const file = openSync(draft, 'w');
  for (const row of rows) writeLine(file, [row]);
  fsyncSync(file);
  closeSync(file);
  renameSync(draft, path);
}
