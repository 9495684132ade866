/** Cuts a query into tokens. A quoted text knows its backslash escapes; everything unknown is refused with 4000. */
import { queryUnreadable } from '../wire/fault.ts';

export interface Token {
  kind: 'word' | 'number' | 'text' | 'symbol' | 'end';
  /** A text without quotes and escapes. */
  value: string;
  at: number;
}

const symbols = ['!=', '<=', '>=', '=', '<', '>', '(', ')', ',', '*'];

export function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < query.length) {
    const rest = query.slice(at);
    const blank = /^\s+/.exec(rest);
    if (blank) {
      at += blank[0].length;
      continue;
    }
    const { token, length } = nextToken(rest, at);
    tokens.push(token);
    at += length;
  }
  tokens.push({ kind: 'end', value: '<EOF>', at });
  return tokens;
}

function nextToken(rest: string, at: number): { token: Token; length: number } {
  if (rest.startsWith("'")) return readText(rest, at);
  const word = /^[A-Za-z_][\w.]*/.exec(rest);
  if (word) return { token: { kind: 'word', value: word[0], at }, length: word[0].length };
  const number = /^-?\d+(\.\d+)?/.exec(rest);
  if (number) return { token: { kind: 'number', value: number[0], at }, length: number[0].length };
  const symbol = symbols.find((candidate) => rest.startsWith(candidate));
  if (symbol) return { token: { kind: 'symbol', value: symbol, at }, length: symbol.length };
  throw queryUnreadable(`Encountered "${rest.charAt(0)}" at column ${at + 1}.`);
}

function readText(rest: string, at: number): { token: Token; length: number } {
  let value = '';
  for (let index = 1; index < rest.length; index += 1) {
    const character = rest.charAt(index);
    if (character === "'") return { token: { kind: 'text', value, at }, length: index + 1 };
    if (character === '\\') index += 1;
    value += rest.charAt(index);
  }
  throw queryUnreadable(`Unterminated text at column ${at + 1}.`);
}
