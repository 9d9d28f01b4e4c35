import { Tag } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { countyNow } from './clock';
import { Moment } from './moment';

const MINUTE = 60_000;

/** A deadline with what is left of it; it turns red when it has passed, by itself. */
export function Deadline({ at }: { readonly at: string | undefined }) {
  const { t } = useTranslation('time');
  const [now, setNow] = useState(() => countyNow());
  useEffect(() => {
    const ticking = setInterval(() => setNow(countyNow()), MINUTE / 2);
    return () => clearInterval(ticking);
  }, []);
  if (!at) return <>–</>;
  const minutes = Math.round((new Date(at).getTime() - now) / MINUTE);
  const color = minutes < 0 ? 'red' : minutes < 60 ? 'orange' : 'default';
  return (
    <span>
      <Moment at={at} /> <Tag color={color}>{left(minutes, t)}</Tag>
    </span>
  );
}

function left(minutes: number, t: (key: string, values: { count: number }) => string): string {
  const size = Math.abs(minutes);
  const [unit, count] = size < 120 ? ['minutes', size] : size < 2880 ? ['hours', size / 60] : ['days', size / 1440];
  return t(minutes < 0 ? `over.${unit}` : `left.${unit}`, { count: Math.round(count as number) });
}
