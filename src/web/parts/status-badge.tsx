/** An invoice status: its own name, the colour and the shape of its group (ring, half disc, check, slashed ring). */
import type { StatusGroup } from '../../contract/catalog.ts';
import { useWords } from '../words/use-words.tsx';
import { Chip, type Tone } from './chip.tsx';

const toneOf: Record<StatusGroup, Tone> = { new: 'grey', in_progress: 'blue', paid: 'green', canceled: 'grey' };

export function StatusBadge({ name, group }: { name: string; group: StatusGroup }) {
  const { t } = useWords();
  return (
    <Chip tone={toneOf[group]} icon={<GroupMark group={group} />} title={t(`group.${group}`)}>
      {name}
    </Chip>
  );
}

export function GroupMark({ group }: { group: StatusGroup }) {
  return (
    <svg
      width="12"
      height="12"
      viewBox="0 0 12 12"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden="true"
    >
      {group === 'new' && <circle cx="6" cy="6" r="4.75" strokeDasharray="2.2 1.6" />}
      {group === 'in_progress' && (
        <>
          <circle cx="6" cy="6" r="4.75" />
          <path d="M6 3.2 a2.8 2.8 0 0 1 0 5.6 z" fill="currentColor" stroke="none" />
        </>
      )}
      {group === 'paid' && (
        <>
          <circle cx="6" cy="6" r="5.5" fill="currentColor" stroke="none" />
          <path d="M3.6 6.2 5.3 7.9 8.5 4.4" stroke="var(--ground, #fff)" />
        </>
      )}
      {group === 'canceled' && (
        <>
          <circle cx="6" cy="6" r="4.75" />
          <path d="M3 9 9 3" />
        </>
      )}
    </svg>
  );
}
