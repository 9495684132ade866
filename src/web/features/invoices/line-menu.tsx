/** What can be done with a line. The menu is made with the first press, not for each of five hundred lines. */
import { Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDots, IconNote, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useFocusBack } from '../../parts/use-focus-back.ts';
import { useWords } from '../../words/use-words.tsx';
import classes from './document.module.css';
import type { Editor } from './use-draft.ts';

interface Props extends Pick<Editor, 'removeLine' | 'moveLine'> {
  lineKey: string;
  index: number;
  last: boolean;
  describable: boolean;
  describe: () => void;
}

export function LineMenu({ lineKey, index, last, removeLine, moveLine, describable, describe }: Props) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const id = useFocusBack(open);
  const button = (
    <button
      id={id}
      type="button"
      className={classes.moreButton}
      aria-haspopup="menu"
      aria-label={t('line.moreOf', { number: index + 1 })}
      onClick={() => setOpen(!open)}
    >
      <IconDots size={16} aria-hidden="true" />
    </button>
  );
  if (!open) return button;
  return (
    <Menu opened onClose={() => setOpen(false)}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconNote size={15} />} disabled={!describable} onClick={describe}>
          {t('line.describe')}
        </Menu.Item>
        <Menu.Item leftSection={<IconArrowUp size={15} />} disabled={index === 0} onClick={() => moveLine(lineKey, -1)}>
          {t('line.up')}
        </Menu.Item>
        <Menu.Item leftSection={<IconArrowDown size={15} />} disabled={last} onClick={() => moveLine(lineKey, 1)}>
          {t('line.down')}
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size={15} />} color="red" onClick={() => removeLine(lineKey)}>
          {t('line.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
