/** Between a moment and the wall clock of the company's time zone. */

/** `2026-11-24T08:30` as the clock shows it there. */
export function wallClock(instant: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** Null for what is no time. In the hour that comes twice the first is meant; in the one that is skipped, the next. */
export function fromWallClock(text: string, timeZone: string): Date | null {
  const asUtc = Date.parse(`${text}Z`);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) || Number.isNaN(asUtc)) return null;
  const offsetAt = (instant: number) => Date.parse(`${wallClock(new Date(instant), timeZone)}Z`) - floorMinute(instant);
  // The offset before and after: where they differ, the clock was changed nearby.
  const day = 86_400_000;
  const candidates = [offsetAt(asUtc - day), offsetAt(asUtc + day)].map((offset) => asUtc - offset);
  const fitting = candidates.filter((instant) => instant + offsetAt(instant) === asUtc);
  return new Date(
    Math.min(...(fitting.length > 0 ? fitting : candidates.map((each) => Math.max(each, ...candidates)))),
  );
}

function floorMinute(instant: number): number {
  return Math.floor(instant / 60_000) * 60_000;
}
