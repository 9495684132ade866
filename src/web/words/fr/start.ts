/** Le premier démarrage. */
import type { start as english } from '../en/start.ts';

export const start: Record<keyof typeof english, string> = {
  'start.title': 'Installer Tandem',
};
