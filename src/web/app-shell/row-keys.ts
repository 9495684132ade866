/** `j` and `k` walk through the rows of a list, `x` selects the one that has the focus; Enter opens it, as it is a link. */

export function pressRowKey(key: string): boolean {
  if (key === 'j') return walk(1);
  if (key === 'k') return walk(-1);
  if (key !== 'x') return false;
  const box = focusedRow()?.querySelector<HTMLInputElement>('input[type="checkbox"]');
  box?.click();
  return box !== null && box !== undefined;
}

function walk(by: 1 | -1): boolean {
  const rows = [...document.querySelectorAll('main tr[data-link]')];
  const at = rows.indexOf(focusedRow() ?? document.body);
  const next = rows[at === -1 ? (by === 1 ? 0 : rows.length - 1) : at + by];
  const target = next?.querySelector<HTMLElement>('td a, td button');
  target?.focus();
  return target !== null && target !== undefined;
}

function focusedRow(): Element | null {
  return document.activeElement?.closest('main tr[data-link]') ?? null;
}
