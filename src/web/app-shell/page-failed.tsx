/** A page that could not be shown: says so and offers to try again. */
import type { ErrorComponentProps } from '@tanstack/react-router';
import { WholePage } from '../parts/whole-page.tsx';

export function PageFailed({ error, reset }: ErrorComponentProps) {
  return <WholePage error={error instanceof Error ? error : new Error(String(error))} retry={reset} />;
}
