/** Invoice numbers from the company's template: `{C}` counter, `{C:5}` padded to five, `{D}` `{M}` `{Y}` the day. */
import type { PlainDate } from '../base/clock.ts';

const widestCounter = 20;

/** `invoiceNumber('INV-{Y}-{C:4}', { counter: 7n, date: '2026-11-24' })` is `"INV-2026-0007"`. */
export function invoiceNumber(template: string, at: { counter: bigint; date: PlainDate }): string {
  const [year = '', month = '', day = ''] = at.date.split('-');
  return template.replace(/\{(?:C(?::(\d{1,2}))?|([DMY]))\}/g, (_, width?: string, part?: string) => {
    if (part === 'Y') return year;
    if (part === 'M') return month;
    if (part === 'D') return day;
    return String(at.counter).padStart(Math.min(Number(width ?? 0), widestCounter), '0');
  });
}
