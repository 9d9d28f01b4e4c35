import { useTranslation } from 'react-i18next';

/** Codes as options of a list, in the reader's words: `useOptions()('form:mode', TRANSPORT_MODES)`. */
export function useOptions() {
  const { t } = useTranslation('code');
  return <Value extends string>(words: string, values: readonly Value[]) =>
    values.map((value) => ({ value, label: t(`${words}.${value}`) }));
}
