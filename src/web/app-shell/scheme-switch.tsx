/** Light, dark, or as the device has it. */
import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { useWords } from '../words/use-words.tsx';

const schemes = [
  { value: 'light', word: 'scheme.light', Icon: IconSun },
  { value: 'dark', word: 'scheme.dark', Icon: IconMoon },
  { value: 'auto', word: 'scheme.auto', Icon: IconDeviceDesktop },
] as const;

export function SchemeSwitch() {
  const { t } = useWords();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Current = schemes.find(({ value }) => value === colorScheme)?.Icon ?? IconSun;
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t('scheme.choose')}>
          <Current size={17} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {schemes.map(({ value, word, Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={15} />}
            aria-current={value === colorScheme}
            onClick={() => setColorScheme(value)}
          >
            {t(word)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
