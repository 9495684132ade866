/** For a button that opens something made only then: gives it the focus back when that is closed. */
import { useEffect, useId, useRef } from 'react';

export function useFocusBack(open: boolean): string {
  const id = useId();
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !open) document.getElementById(id)?.focus();
    wasOpen.current = open;
  }, [open, id]);
  return id;
}
