/** A button that opens a menu of choices. */
import { lazy, type ReactElement } from 'react';
import type { ChoiceMenuProps } from './choice-menu.tsx';
import { DropDown, type OpenerProps } from './drop-down.tsx';

const load = () => import('./choice-menu.tsx');
// `lazy` forgets that the component is generic; its values are read by nobody else.
const ChoiceMenu = lazy(async () => ({ default: (await load()).ChoiceMenu<string> }));

export function ChoiceButton<Value extends string>({
  button,
  choose,
  ...menu
}: ChoiceMenuProps<Value> & { button: ReactElement<OpenerProps> }) {
  return (
    <DropDown button={button} kind="menu" load={load}>
      {(dropped) => <ChoiceMenu {...dropped} {...menu} choose={(value) => choose(value as Value)} />}
    </DropDown>
  );
}
