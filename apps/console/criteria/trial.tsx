import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Descriptions, Flex, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, read } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';
import { useSession } from '../session/session';
import { mayTrace } from '../trace/tracers';

const SOURCES = ['referrals', 'visits'] as const;
type Source = (typeof SOURCES)[number];
const SHOWN = 20;

/** Asks what the set would have said of past cases: counts and numbers, nothing of the patients. */
export function Trial({ id }: { readonly id: string }) {
  const { t } = useTranslation(['criteria', 'advice']);
  const { roles } = useSession();
  const [source, setSource] = useState<Source>('referrals');
  const [asked, setAsked] = useState<Source>();
  const trial = useQuery({
    queryKey: ['criteria', 'trial', id, asked],
    enabled: asked !== undefined,
    queryFn: ({ signal }) =>
      read(
        api.GET('/v1/criteria-sets/{id}/trial', {
          params: { path: { id }, query: { source: asked ?? 'referrals' } },
          signal,
        }),
      ),
  });
  /** `stay → up U2`: words of advice and classes. */
  const said = (change: string) =>
    change.replace(/[a-z]+/g, (advice) => t(`advice:advice.${advice}`, { defaultValue: advice }));
  const traces = mayTrace(roles) && asked === 'referrals';
  return (
    <>
      <Flex gap="small" align="center" wrap style={{ margin: '12px 0' }}>
        <Segmented<Source>
          aria-label={t('source')}
          value={source}
          onChange={setSource}
          options={SOURCES.map((value) => ({ value, label: t(`sources.${value}`) }))}
        />
        <Button loading={trial.isFetching} onClick={() => setAsked(source)}>
          {t('try')}
        </Button>
      </Flex>
      {trial.isError ? <ProblemAlert error={trial.error} onRetry={() => void trial.refetch()} /> : null}
      {trial.data ? (
        <section role="status">
          <Alert
            type="info"
            showIcon
            title={t('tried', { looked: trial.data.looked, changed: trial.data.changed })}
            description={trial.data.next ? t('onlyFirst') : undefined}
          />
          <Descriptions
            size="small"
            items={Object.entries(trial.data.counts).map(([change, count]) => ({
              key: change,
              label: said(change),
              children: String(count),
            }))}
          />
          <ul>
            {trial.data.items.slice(0, SHOWN).map(({ id: one, was, would }) => (
              <li key={one}>
                {traces ? (
                  <Link to={`/traces/${one}`}>{one.slice(-8).toUpperCase()}</Link>
                ) : (
                  one.slice(-8).toUpperCase()
                )}
                {': '}
                {said(`${was.advice} ${was.class ?? ''} → ${would.advice} ${would.class ?? ''}`)} (
                {would.matched.join(', ')})
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}
