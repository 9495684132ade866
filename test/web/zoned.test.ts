/** Wall clocks of time zones, also where they jump. */
import { describe, expect, it } from 'vitest';
import { fromWallClock, wallClock } from '../../src/web/words/zoned.ts';

const at = (text: string, zone: string) => fromWallClock(text, zone)?.toISOString();

describe('a wall clock', () => {
  it('is that of the zone', () => {
    expect(wallClock(new Date('2026-11-24T08:30:59Z'), 'America/Los_Angeles')).toBe('2026-11-24T00:30');
    expect(at('2026-11-24T00:30', 'America/Los_Angeles')).toBe('2026-11-24T08:30:00.000Z');
    expect(at('2026-07-01T12:00', 'Europe/Paris')).toBe('2026-07-01T10:00:00.000Z');
    expect(at('2026-07-01T12:00', 'Asia/Kathmandu')).toBe('2026-07-01T06:15:00.000Z');
  });

  it('takes the first of two equal hours, and the next where one is skipped', () => {
    expect(at('2026-11-01T01:30', 'America/Los_Angeles')).toBe('2026-11-01T08:30:00.000Z');
    expect(at('2026-03-08T02:30', 'America/Los_Angeles')).toBe('2026-03-08T10:30:00.000Z');
  });

  it('comes back to the same minute all year round', () => {
    for (let hour = 0; hour < 24 * 365; hour += 5) {
      const instant = new Date(Date.UTC(2026, 0, 1) + hour * 3_600_000);
      const back = fromWallClock(wallClock(instant, 'Europe/London'), 'Europe/London');
      const same = back?.getTime() === instant.getTime();
      const twice = wallClock(back ?? instant, 'Europe/London') === wallClock(instant, 'Europe/London');
      expect(same || twice, instant.toISOString()).toBe(true);
    }
  });

  it('refuses what is no time', () => {
    expect(fromWallClock('', 'UTC')).toBeNull();
    expect(fromWallClock('yesterday', 'UTC')).toBeNull();
    expect(fromWallClock('2026-13-40T99:99', 'UTC')).toBeNull();
  });
});
