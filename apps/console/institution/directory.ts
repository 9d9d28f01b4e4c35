import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, read } from '../api/client';
import { everyPage } from '../api/pages';
import { nameIn } from '../language/in-language';

const PAGE = 100;
const HOUR = 3_600_000;

/**
 * The institutions of the reader's county with their departments, by code: asked for once, as they change by the month.
 * @param reach `beyond`: also those of other counties
 * @param post in which the reader looks who has not chosen one yet
 */
export function useDirectory(reach: 'county' | 'beyond' = 'county', post?: string) {
  const beyond = reach === 'beyond' ? { beyond: 'true' as const } : {};
  const headers = post === undefined ? {} : { 'Fenji-Post': post };
  return useQuery({
    queryKey: ['institutions', reach, post],
    staleTime: HOUR,
    queryFn: async ({ signal }) => {
      const found = await everyPage((cursor) =>
        read(api.GET('/v1/institutions', { params: { query: { limit: PAGE, ...beyond, cursor } }, headers, signal })),
      );
      return new Map(found.map((one) => [one.code, one]));
    },
  });
}

/**
 * Says a house or a department in the reader's language. An emergency goes to a department that the directory need not
 * list: such a one is called by its subject, and what nobody knows keeps its code.
 * @param post as {@link useDirectory}
 */
export function useNames(post?: string) {
  const { t, i18n } = useTranslation('code');
  const { data } = useDirectory('beyond', post);
  return {
    institution: (code: string) => nameIn(i18n.language, data?.get(code)) ?? code,
    department: (institution: string, deptCode: string) => {
      const found = data?.get(institution)?.departments.find((one) => one.deptCode === deptCode);
      return nameIn(i18n.language, found) ?? t(`dept.${deptCode}`, { defaultValue: deptCode });
    },
  };
}
