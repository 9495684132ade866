/** Which key presses are shortcuts, and the chord `g` + letter, during which single letters keep still. */

export const showShortcutsEvent = 'tandem-show-shortcuts';
const chordMs = 1200;
let chordUntil = 0;

export function showShortcuts(): void {
  window.dispatchEvent(new Event(showShortcutsEvent));
}

/** A plain key press outside of any field, menu or dialog. */
export function isPlainKey(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  const busy = target?.closest('input,textarea,select,[contenteditable],[role=dialog],[role=menu],[role=listbox]');
  return !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented && !busy;
}

export function keepChord(event: KeyboardEvent): void {
  chordUntil = event.timeStamp + chordMs;
}

export function isChordOpen(event: KeyboardEvent): boolean {
  return event.timeStamp < chordUntil;
}

/** Is this the second key of a chord? It ends it. */
export function takeChord(event: KeyboardEvent): boolean {
  const open = isChordOpen(event);
  chordUntil = 0;
  return open;
}
