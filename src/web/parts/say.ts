/** Says in a corner that something was done, or why not. What shows messages is loaded with the first one. */
type Listener = () => void;

let asked = false;
let waiting: Listener | null = null;

/** Calls back once there is a message to show. */
export function onFirstMessage(listener: Listener): () => void {
  waiting = listener;
  if (asked) listener();
  return () => {
    waiting = null;
  };
}

interface Message {
  message: string;
  kind: 'done' | 'refused';
  /** The name of the button that closes it. */
  close: string;
}

export function say({ message, kind, close }: Message): void {
  const look = kind === 'done' ? { color: 'petrol', autoClose: 3500 } : { color: 'red', autoClose: 8000 };
  asked = true;
  waiting?.();
  void import('@mantine/notifications').then(({ notifications }) =>
    notifications.show({ message, ...look, closeButtonProps: { 'aria-label': close } }),
  );
}
