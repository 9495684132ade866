/** Puts the server's field errors beside their fields. true: all of them have a place there. */
import type { UseFormReturnType } from '@mantine/form';
import { RefusedError } from '../api/client.ts';
import { focusFirstError } from './focus-first-error.ts';

export function putErrors<Values>(form: UseFormReturnType<Values>, error: Error): boolean {
  if (!(error instanceof RefusedError) || error.errors.length === 0) return false;
  form.setErrors(Object.fromEntries(error.errors.map(({ path, message }) => [path, message])));
  focusFirstError();
  return true;
}
