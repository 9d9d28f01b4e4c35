import { useTranslation } from 'react-i18next';
import { showTime } from './time';

interface Props {
  readonly at: string | undefined;
  readonly form?: Parameters<typeof showTime>[1];
}

/** An instant in local time, with the machine-readable one beneath. */
export function Moment({ at, form = 'moment' }: Props) {
  const { i18n } = useTranslation();
  if (!at) return <>–</>;
  return (
    <time dateTime={at} title={showTime(at, 'full', i18n.language)}>
      {showTime(at, form, i18n.language)}
    </time>
  );
}
