/** Tables for spreadsheets: exact numbers in the reader's form, and text that is only text. */
import { expect, test } from 'vitest';
import { csvText } from '../../src/web/parts/csv.ts';

const rows = [
  ['Client', 'Total'],
  ['Müller, "Söhne"', { number: '1234567890123.45' }],
  ['=HYPERLINK(1)', { number: '-0.5' }],
];

test('an English reader has commas between and points within, a French one semicolons and commas', () => {
  expect(csvText(rows, 'en-US')).toBe(
    '\uFEFFClient,Total\r\n"Müller, ""Söhne""",1234567890123.45\r\n\'=HYPERLINK(1),-0.5\r\n',
  );
  expect(csvText(rows, 'fr-FR')).toBe(
    '\uFEFFClient;Total\r\n"Müller, ""Söhne""";1234567890123,45\r\n\'=HYPERLINK(1);-0,5\r\n',
  );
});
