/** What was said word for word, in a block that scrolls and is reached by the keyboard. */
import { Code } from '@mantine/core';

export function JsonBlock({ value, label }: { value: unknown; label: string }) {
  return (
    <Code block tabIndex={0} aria-label={label} style={{ maxHeight: 380, overflow: 'auto' }}>
      {typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
    </Code>
  );
}
