import type { UseQueryResult } from '@tanstack/react-query';
import { Alert, Flex, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { UrgencyTag } from '../code/tags';
import { ProblemAlert } from '../problem/problem-alert';
import type { Advice } from './use-advice';

const TONE = { stay: 'success', teleconsult: 'info', up: 'warning', emergency: 'error', down: 'info' } as const;

/** What the criteria advise, by which rule, from which source, and that nobody has approved it. */
export function AdvicePanel({ query }: { readonly query: UseQueryResult<Advice> }) {
  const { t, i18n } = useTranslation('advice');
  const language = i18n.language === 'en' ? 'en' : 'zh';
  const { data, error } = query;
  if (!data) return error ? <ProblemAlert error={error} onRetry={() => void query.refetch()} /> : null;
  const { advice, matched, open, set } = data;
  return (
    <section aria-label={t('title')} aria-live="polite">
      <Alert
        type={TONE[advice]}
        showIcon
        title={
          <Flex gap="small" align="center" wrap>
            <strong>{t(`advice.${advice}`)}</strong>
            {data.class ? <UrgencyTag value={data.class} /> : null}
          </Flex>
        }
        description={
          <>
            {matched.length === 0 ? <p className="quiet">{t('noRule')}</p> : null}
            <ul className="plain">
              {matched.map((row) => (
                <li key={row.id}>
                  {row.message[language]}{' '}
                  <Tag>
                    {row.id} v{row.version}
                  </Tag>{' '}
                  <small>{t('basis', { basis: row.basis })}</small>
                </li>
              ))}
            </ul>
            {open ? <p className="quiet">{t('open')}</p> : null}
            {set.notice ? <p className="quiet notice">⚠ {set.notice[language]}</p> : null}
          </>
        }
      />
    </section>
  );
}
