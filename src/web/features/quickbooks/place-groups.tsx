/** Which location or class of QuickBooks each location of the shop stands for; shown where QuickBooks has any. */
import type { UseFormReturnType } from '@mantine/form';
import type { PickerPlace } from '../../../contract/integration.ts';
import type { Location } from '../../../contract/people.ts';
import { useList } from '../../api/use-list.ts';
import { useWords } from '../../words/use-words.tsx';
import { MappingGroup } from './mapping-group.tsx';
import type { SettingsForm } from './settings-form.ts';

export function PlaceGroups({ form }: { form: UseFormReturnType<SettingsForm> }) {
  const { t } = useWords();
  const { data: locations = [] } = useList<Location>('/locations');
  const { data: departments } = useList<PickerPlace>('/integrations/quickbooks/departments');
  const { data: classes } = useList<PickerPlace>('/integrations/quickbooks/classes');
  if (!departments || !classes) return null;
  const rowsOf = (mapping: Record<string, string>) => locations.filter(({ id, active }) => active || mapping[id]);
  const isShown = (options: readonly PickerPlace[], mapping: Record<string, string>) =>
    options.some(({ active }) => active) || Object.values(mapping).some((code) => code !== '');
  const shown = {
    departments: isShown(departments, form.values.departments),
    classes: isShown(classes, form.values.classes),
  };
  if (!shown.departments && !shown.classes) return <p className="dim small">{t('places.none')}</p>;
  return (
    <>
      {shown.departments && (
        <MappingGroup
          legend={t('places.departments')}
          hint={t('places.departmentsHint')}
          rows={rowsOf(form.values.departments)}
          options={departments.filter(({ active }) => active)}
          form={form}
          path="departments"
          nameOf={(name) => t('places.departmentOf', { name })}
        />
      )}
      {shown.classes && (
        <MappingGroup
          legend={t('places.classes')}
          hint={t('places.classesHint')}
          rows={rowsOf(form.values.classes)}
          options={classes.filter(({ active }) => active)}
          form={form}
          path="classes"
          nameOf={(name) => t('places.classOf', { name })}
        />
      )}
    </>
  );
}
