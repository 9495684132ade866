/** Leads the keyboard and the eye to the first field with an error, once it is drawn. */

const drawnAfterMs = 60;

export function focusFirstError(): void {
  setTimeout(() => {
    const field = document.querySelector<HTMLElement>('[aria-invalid="true"], [data-wrong]');
    field?.focus();
    field?.scrollIntoView({ block: 'center' });
  }, drawnAfterMs);
}
