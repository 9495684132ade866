/** The fields of an address, for any form that has `address`. */
import { SimpleGrid, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useWords } from '../words/use-words.tsx';
import type { AddressForm } from './address-form.ts';

export function AddressFields<Values extends { address: AddressForm }>({ form }: { form: UseFormReturnType<Values> }) {
  const { t } = useWords();
  const field = (name: keyof AddressForm) => form.getInputProps(`address.${name}` as never);
  return (
    <>
      <TextInput label={t('address.line1')} {...field('line1')} />
      <TextInput label={t('address.line2')} {...field('line2')} />
      <SimpleGrid cols={2} spacing="sm">
        <TextInput label={t('address.postalCode')} {...field('postalCode')} />
        <TextInput label={t('address.city')} {...field('city')} />
        <TextInput label={t('address.region')} {...field('region')} />
        <TextInput label={t('address.country')} {...field('country')} />
      </SimpleGrid>
    </>
  );
}
