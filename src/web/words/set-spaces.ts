/** The non-breaking spaces and the apostrophe of French typography, set once, not typed in each sentence. */
export function setSpaces<Key extends string>(words: Record<Key, string>): Record<Key, string> {
  // The keys are those of `words`; Object.fromEntries forgets that.
  return Object.fromEntries(Object.entries<string>(words).map(([key, text]) => [key, set(text)])) as Record<
    Key,
    string
  >;
}

function set(text: string): string {
  return text
    .replace(/ ([:»])/g, '\u00a0$1')
    .replace(/« /g, '«\u00a0')
    .replace(/ ([;?!])/g, '\u202f$1')
    .replaceAll("'", '’');
}
