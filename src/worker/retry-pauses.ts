/** How long to wait before what could not be delivered is tried again: seconds first, then hours, and days in all. */
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** After the first failure, the second, and so on; the last is repeated. */
const pausesMs = [5 * second, minute, 5 * minute, 30 * minute, 2 * hour, 6 * hour, 12 * hour] as const;

/** An endpoint at which nothing has arrived for as long is switched off. */
export const patienceMs = 5 * day;

/** They reach over five days. */
const mostAttempts = 17;

/** null: it is given up. `failed` counts the attempts that failed before this one. */
export function pauseAfter(failed: number): number | null {
  if (failed + 1 >= mostAttempts) return null;
  return pausesMs[failed] ?? 12 * hour;
}
