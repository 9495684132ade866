/** What both sides hold, in a word with a shape; beside it since when. Never what was merely attempted. */
import {
  IconAlertTriangle,
  IconArrowsSplit2,
  IconBan,
  IconCircleCheck,
  IconCircleDashed,
  IconClock,
  IconHandStop,
  IconUnlink,
} from '@tabler/icons-react';
import type { SyncState } from '../../contract/invoices.ts';
import { useWords } from '../words/use-words.tsx';
import { Chip, type Tone } from './chip.tsx';
import { RelativeTime } from './relative-time.tsx';

const looks: Record<SyncState, { tone: Tone; Icon: typeof IconClock }> = {
  not_synced: { tone: 'grey', Icon: IconCircleDashed },
  pending: { tone: 'blue', Icon: IconClock },
  synced: { tone: 'green', Icon: IconCircleCheck },
  held: { tone: 'amber', Icon: IconHandStop },
  conflict: { tone: 'violet', Icon: IconArrowsSplit2 },
  failed: { tone: 'red', Icon: IconAlertTriangle },
  voided: { tone: 'grey', Icon: IconBan },
  unlinked: { tone: 'grey', Icon: IconUnlink },
};

interface Props {
  state: SyncState;
  at?: string | null;
  plain?: boolean;
}

export function SyncChip({ state, at = null, plain = false }: Props) {
  const { t } = useWords();
  const { tone, Icon } = looks[state];
  return (
    <span style={{ display: 'inline-flex', gap: 6, alignItems: 'center' }}>
      <Chip tone={tone} plain={plain} icon={<Icon size={14} stroke={1.8} aria-hidden="true" />}>
        {t(`sync.${state}`)}
      </Chip>
      {at && (
        <span className="dim small">
          <RelativeTime at={at} />
        </span>
      )}
    </span>
  );
}
