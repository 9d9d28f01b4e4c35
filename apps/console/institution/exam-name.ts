import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { api, read } from '../api/client';
import { everyPage } from '../api/pages';
import { nameIn } from '../language/in-language';

const HOUR = 3_600_000;

/** Says an exam in the reader's language; one that the county's catalogue does not have keeps its code. */
export function useExamName(): (code: string) => string {
  const { i18n } = useTranslation();
  const { language } = i18n;
  const { data } = useQuery({
    queryKey: ['exam-items'],
    staleTime: HOUR,
    queryFn: ({ signal }) =>
      everyPage((cursor) => read(api.GET('/v1/exam-items', { params: { query: { limit: 100, cursor } }, signal }))),
  });
  return useCallback(
    (code) =>
      nameIn(
        language,
        data?.find((one) => one.code === code),
      ) ?? code,
    [data, language],
  );
}
