import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, read, type Schema } from '../api/client';

type Institution = Schema<'InstitutionView'>;

const PAGE = 100;
const HOUR = 3_600_000;

/** The institutions of the reader's county with their departments, by code: asked for once, as they change by the month. */
export function useDirectory() {
  return useQuery({
    queryKey: ['institutions'],
    staleTime: HOUR,
    queryFn: async ({ signal }) => {
      const found = new Map<string, Institution>();
      let cursor: string | undefined;
      do {
        const page = await read(
          api.GET('/v1/institutions', { params: { query: { limit: PAGE, ...(cursor ? { cursor } : {}) } }, signal }),
        );
        for (const one of page.items) found.set(one.code, one);
        cursor = page.next;
      } while (cursor);
      return found;
    },
  });
}

/** Says a house or a department in the reader's language; what the directory does not know keeps its code. */
export function useNames() {
  const { i18n } = useTranslation();
  const { data } = useDirectory();
  const said = (zh: string | undefined, en: string | undefined) => (i18n.language === 'en' ? en || zh : zh);
  return {
    institution: (code: string) => said(data?.get(code)?.name, data?.get(code)?.nameEn) ?? code,
    department: (institution: string, deptCode: string) => {
      const found = data?.get(institution)?.departments.find((one) => one.deptCode === deptCode);
      return said(found?.name, found?.nameEn) ?? deptCode;
    },
  };
}
