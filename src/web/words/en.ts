/** The English catalogue, whole. Its keys and parameters are those of every language. */
import { first } from './en/first.ts';
import { rest } from './en/rest.ts';

export const en = { ...first, ...rest } as const;
