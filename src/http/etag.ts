/** Tags of versions: what a caller has seen (`If-Match`) against what is there now. All tags are weak. */
import { sha256 } from '../base/random.ts';
import { Refused } from '../domain/refused.ts';

export function versionTag(version: number): string {
  return `W/"${version}"`;
}

/** For what has no version of its own: the tag follows from the content. */
export function contentTag(content: unknown): string {
  return `W/"${sha256(JSON.stringify(content)).toString('base64url').slice(0, 22)}"`;
}

/** The tags of an `If-Match` header; null when there is none, or when any version will do. */
export function readIfMatch(header: string | undefined): readonly string[] | null {
  if (header === undefined || header.trim() === '*') return null;
  return header.split(',').map((tag) => opaque(tag.trim()));
}

/** Refuses when the caller has seen another version than the present one. */
export function checkMatch(ifMatch: readonly string[] | null, present: string): void {
  if (ifMatch && !ifMatch.includes(opaque(present))) {
    throw new Refused('stale', 'It was changed meanwhile. Read it again, then decide.');
  }
}

function opaque(tag: string): string {
  return tag.replace(/^W\//, '').replace(/^"(.*)"$/, '$1');
}
