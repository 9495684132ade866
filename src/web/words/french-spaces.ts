/** The non-breaking spaces of French typography are set here, once, not typed in each sentence. */

export function withFrenchSpaces<Key extends string>(written: Record<Key, string>): Record<Key, string> {
  const spaced = Object.entries<string>(written).map(([key, text]) => [key, setSpaces(text)]);
  return Object.fromEntries(spaced) as Record<Key, string>; // The keys are those of `written`; Object.entries forgets that.
}

function setSpaces(text: string): string {
  return text
    .replace(/ ([:»])/g, '\u00a0$1')
    .replace(/« /g, '«\u00a0')
    .replace(/ ([;?!])/g, '\u202f$1')
    .replaceAll("'", '’');
}
