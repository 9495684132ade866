/** A menu of choices that stand beside each other. */
import { Menu, type MenuProps } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Dropped } from './drop-down.tsx';

export interface Choice<Value extends string> {
  value: Value;
  label: ReactNode;
  mark?: ReactNode;
  lang?: string;
}

export interface ChoiceMenuProps<Value extends string> {
  choices: readonly Choice<Value>[];
  choose: (value: Value) => void;
  /** The one that holds now. */
  current?: Value;
  position?: MenuProps['position'];
}

export function ChoiceMenu<Value extends string>(props: ChoiceMenuProps<Value> & Dropped) {
  const { target, close, choices, choose, current, position } = props;
  return (
    <Menu opened onClose={close} {...(position ? { position } : {})}>
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown>
        {choices.map(({ value, label, mark, lang }) => (
          <Menu.Item
            key={value}
            lang={lang}
            leftSection={mark}
            aria-current={current === undefined ? undefined : value === current}
            onClick={() => choose(value)}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
