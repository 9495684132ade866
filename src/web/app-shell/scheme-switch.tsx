/** Light, dark, or as the device has it. */
import { ActionIcon, useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { ChoiceButton } from '../parts/choice-button.tsx';
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
    <ChoiceButton
      choices={schemes.map(({ value, word, Icon }) => ({ value, label: t(word), mark: <Icon size={15} /> }))}
      current={colorScheme}
      choose={setColorScheme}
      button={
        <ActionIcon aria-label={t('scheme.choose')}>
          <Current size={17} stroke={1.7} />
        </ActionIcon>
      }
    />
  );
}
