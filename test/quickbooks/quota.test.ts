import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createQuota, type Quota, quotaLimits, type RequestKind } from '../../src/quickbooks/quota.ts';

function fakeClock(start = 1_000_000) {
  let at = start;
  return {
    now: () => new Date(at),
    ms: () => at,
    advance: (ms: number) => {
      at += ms;
    },
  };
}

/** Takes without keeping the request in flight; true when it was granted. */
function takeAndRelease(quota: Quota, kind: RequestKind): boolean {
  const answer = quota.take(kind);
  if (answer.granted) answer.release();
  return answer.granted;
}

function mostInAnyWindow(times: readonly number[], lengthMs: number): number {
  return Math.max(0, ...times.map((start) => times.filter((at) => at >= start && at < start + lengthMs).length));
}

const steps = fc.array(
  fc.record({
    wait: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 5000 }), fc.constant(-200)),
    kind: fc.constantFrom<RequestKind>('single', 'batch'),
    burst: fc.integer({ min: 1, max: 30 }),
  }),
  { maxLength: 120 },
);

describe('the quota', () => {
  test('never lets more through than the limits, in any window, whatever the sequence', () => {
    // Small limits and a short wait meet both windows often; the windows' lengths are the real ones.
    const limits = { perSecond: 4, perMinute: 25, batchesPerMinute: 6, inFlight: 100, marginMs: 0 };
    fc.assert(
      fc.property(steps, (sequence) => {
        const clock = fakeClock();
        const quota = createQuota(limits, clock);
        const sent: { at: number; kind: RequestKind }[] = [];
        let latest = 0; // A clock that is set back stands still for the quota, until it has caught up.
        for (const { wait, kind, burst } of sequence) {
          clock.advance(wait);
          latest = Math.max(latest, clock.ms());
          for (let i = 0; i < burst; i += 1) {
            if (takeAndRelease(quota, kind)) sent.push({ at: latest, kind });
          }
        }
        const all = sent.map(({ at }) => at);
        const batches = sent.filter(({ kind }) => kind === 'batch').map(({ at }) => at);
        expect(mostInAnyWindow(all, 1000)).toBeLessThanOrEqual(limits.perSecond);
        expect(mostInAnyWindow(all, 60_000)).toBeLessThanOrEqual(limits.perMinute);
        expect(mostInAnyWindow(batches, 60_000)).toBeLessThanOrEqual(limits.batchesPerMinute);
      }),
    );
  });

  test('after the wait that it names it grants, and one millisecond earlier it does not', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 80 }), (waits) => {
        const clock = fakeClock();
        const quota = createQuota({ ...quotaLimits, perMinute: 30 }, clock);
        for (const wait of waits) {
          clock.advance(wait);
          const answer = quota.take('single');
          if (answer.granted) {
            answer.release();
            continue;
          }
          clock.advance(answer.waitMs - 1);
          expect(takeAndRelease(quota, 'single')).toBe(false);
          clock.advance(1);
          expect(takeAndRelease(quota, 'single')).toBe(true);
        }
      }),
    );
  });

  test('grants all that the limits allow: 10 in a second, 500 and 40 batches in a minute', () => {
    const clock = fakeClock();
    const quota = createQuota({ ...quotaLimits, marginMs: 0 }, clock);
    let singles = 0;
    let batches = 0;
    for (let ms = 0; ms < 60_000; ms += 100) {
      if (takeAndRelease(quota, 'batch')) batches += 1;
      else if (takeAndRelease(quota, 'single')) singles += 1;
      clock.advance(100);
    }
    expect([batches, singles]).toEqual([40, 460]);
  });

  test('holds at most ten in flight, until one is released, and releases each once', () => {
    const clock = fakeClock();
    const quota = createQuota({ ...quotaLimits, perSecond: 100 }, clock);
    const answers = Array.from({ length: 11 }, () => quota.take('single'));
    expect(answers.map((answer) => answer.granted)).toEqual([...Array(10).fill(true), false]);
    expect(answers[10]).toMatchObject({ reason: 'in_flight' });
    const [first] = answers;
    if (first?.granted) {
      first.release();
      first.release();
    }
    expect(quota.take('single').granted).toBe(true);
    expect(quota.take('single').granted).toBe(false);
  });

  test('counts what another holder sent, also when its clock was ahead', () => {
    const clock = fakeClock();
    const quota = createQuota(quotaLimits, clock);
    const recent = Array.from({ length: 9 }, () => ({ at: new Date(clock.ms() - 500), kind: 'single' as const }));
    quota.preload([...recent, { at: new Date(clock.ms() + 90_000), kind: 'batch' }]);
    expect(quota.take('single')).toEqual({ granted: false, reason: 'window', waitMs: 600 });
    clock.advance(600);
    expect(takeAndRelease(quota, 'single')).toBe(true);
  });

  test('counts preloaded batches in their own window', () => {
    const clock = fakeClock();
    const quota = createQuota(quotaLimits, clock);
    quota.preload(Array.from({ length: 40 }, (_, i) => ({ at: new Date(clock.ms() - 50_000 + i), kind: 'batch' })));
    expect(quota.take('batch')).toEqual({ granted: false, reason: 'window', waitMs: 10_100 });
    expect(quota.take('single').granted).toBe(true);
  });

  test('grants nothing until a penalty is over, and a shorter penalty does not end a longer one', () => {
    const clock = fakeClock();
    const quota = createQuota(quotaLimits, clock);
    quota.penalize(clock.ms() + 60_000);
    quota.penalize(clock.ms() + 10);
    expect(quota.take('single')).toEqual({ granted: false, reason: 'penalty', waitMs: 60_000 });
    clock.advance(60_000);
    expect(quota.take('single').granted).toBe(true);
  });
});
