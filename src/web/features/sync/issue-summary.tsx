/** An issue in short, on the page of its invoice: what it is, and the way out. */
import { Button, Group, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import type { Issue } from '../../../contract/sync.ts';
import { useMay } from '../../api/session.ts';
import { useWords } from '../../words/use-words.tsx';
import { ConflictTable } from './conflict-table.tsx';
import { FixButtons } from './fix-buttons.tsx';
import { SettingsLink } from './settings-link.tsx';

export function IssueSummary({ issue }: { issue: Issue }) {
  const { t } = useWords();
  const may = useMay();
  const [comparing, { open, close }] = useDisclosure(false);
  return (
    <>
      <div>
        <strong>{issue.title}</strong>
        <p className="dim">{issue.explanation}</p>
      </div>
      {may('sync') && (
        <Group gap={8}>
          {issue.conflict && <Button onClick={open}>{t('conflict.compare')}</Button>}
          <FixButtons issue={issue} />
        </Group>
      )}
      <Group gap={14}>
        <SettingsLink step={issue.settingsStep} />
        <Link to="/sync/issues" search={{ id: issue.id }}>
          {t('issues.details')}
        </Link>
      </Group>
      {issue.conflict && (
        <Modal
          opened={comparing}
          onClose={close}
          size="70rem"
          title={issue.title}
          closeButtonProps={{ 'aria-label': t('ask.close') }}
        >
          <ConflictTable issue={issue} conflict={issue.conflict} done={close} />
        </Modal>
      )}
    </>
  );
}
