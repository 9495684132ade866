/** The first run. */
export const start = {
  'start.title': 'Set up Tandem',
} as const;
