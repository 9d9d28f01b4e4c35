import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Spin } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, read, type Schema } from '../api/client';
import { Choices } from '../choice/choices';
import { nameIn } from '../language/in-language';
import { useSettled } from '../time/settled';
import { picked } from './picked';

type Diagnosis = Schema<'Diagnosis'>;

interface Props {
  /** Given by the form around it, for the label. */
  readonly id?: string;
  readonly value?: readonly Diagnosis[];
  readonly onChange?: (diagnoses: Diagnosis[] | undefined) => void;
  readonly disabled?: boolean;
}

/** Coded diagnoses, found by code or by Chinese or English name; the first that is picked leads (rank 1). */
export function DiagnosisPicker({ id, value = [], onChange, disabled }: Props) {
  const { t, i18n } = useTranslation('diagnosis');
  const [typed, setTyped] = useState('');
  const wanted = useSettled(typed.trim(), 150);
  const search = useQuery({
    queryKey: ['diagnoses', wanted],
    staleTime: 600_000,
    placeholderData: keepPreviousData,
    enabled: wanted.length > 0,
    queryFn: ({ signal }) => read(api.GET('/v1/diagnoses', { params: { query: { q: wanted, limit: 20 } }, signal })),
  });
  const found = useDeferredValue(wanted ? (search.data?.items ?? []) : []);
  const options = [
    ...value.map((one, at) => ({
      value: one.code,
      label: `${at === 0 && value.length > 1 ? `${t('leading')} ` : ''}${one.code} ${one.name}`,
    })),
    ...found
      .filter(({ code }) => !value.some((one) => one.code === code))
      .map((one) => ({ value: one.code, label: `${one.code} ${nameIn(i18n.language, one)}` })),
  ];
  const answer = search.isError ? t('failed') : t('nothing');
  const nothing = typed ? answer : t('type');
  return (
    <Choices
      id={id}
      value={value.map(({ code }) => code)}
      disabled={disabled}
      options={typed ? options : options.slice(0, value.length)}
      filterOption={false}
      defaultActiveFirstOption
      showSearch
      onSearch={setTyped}
      onChange={(codes: string[]) => {
        const next = picked(codes, value, found);
        onChange?.(next.length > 0 ? next : undefined);
      }}
      placeholder={t('placeholder')}
      notFoundContent={search.isFetching ? <Spin size="small" /> : nothing}
      style={{ width: '100%' }}
    />
  );
}
