import type { UseQueryResult } from '@tanstack/react-query';
import { Alert, Flex, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { UrgencyTag } from '../code/tags';
import { textIn } from '../language/in-language';
import { ProblemAlert } from '../problem/problem-alert';
import type { Advice } from './use-advice';

const TONE = { stay: 'success', teleconsult: 'info', up: 'warning', emergency: 'error', down: 'info' } as const;

/** What the criteria advise, by which rule, from which source, and that nobody has approved it. */
export function AdvicePanel({ query }: { readonly query: UseQueryResult<Advice> }) {
  const { t, i18n } = useTranslation('advice');
  const { data, error } = query;
  if (!data) return error ? <ProblemAlert error={error} onRetry={() => void query.refetch()} /> : null;
  const { advice, matched, open, set } = data;
  // "Stay" is also what is left where nothing is known yet: that is no advice, and no reason for green.
  const undecided = advice === 'stay' && matched.length === 0 && open;
  return (
    <section aria-label={t('title')} aria-live="polite">
      <Alert
        type={undecided ? 'info' : TONE[advice]}
        showIcon
        title={
          <Flex gap="small" align="center" wrap>
            <strong>{t(undecided ? 'undecided' : `advice.${advice}`)}</strong>
            {data.class ? <UrgencyTag value={data.class} /> : null}
          </Flex>
        }
        description={
          <>
            {matched.length === 0 ? <p className="quiet">{t('noRule')}</p> : null}
            <ul className="plain">
              {matched.map((row) => (
                <li key={row.id}>
                  {textIn(i18n.language, row.message)}{' '}
                  <Tag>
                    {row.id} v{row.version}
                  </Tag>{' '}
                  <small>{t('basis', { basis: row.basis })}</small>
                </li>
              ))}
            </ul>
            {open ? <p className="quiet">{t('open')}</p> : null}
            {set.notice ? <p className="quiet notice">⚠ {textIn(i18n.language, set.notice)}</p> : null}
          </>
        }
      />
    </section>
  );
}
