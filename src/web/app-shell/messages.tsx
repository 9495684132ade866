/** The corner in which messages appear, once there is one. */
import { lazy, Suspense, useEffect, useState } from 'react';
import { onFirstMessage } from '../parts/say.ts';

const Notifications = lazy(async () => ({ default: (await import('@mantine/notifications')).Notifications }));

export function Messages() {
  const [needed, setNeeded] = useState(false);
  useEffect(() => onFirstMessage(() => setNeeded(true)), []);
  return (
    needed && (
      <Suspense fallback={null}>
        <Notifications position="top-center" limit={4} />
      </Suspense>
    )
  );
}
