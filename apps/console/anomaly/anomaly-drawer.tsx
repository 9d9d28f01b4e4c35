import { useQuery } from '@tanstack/react-query';
import { Alert, Drawer, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, read, type Schema } from '../api/client';
import { Section } from '../form/section';
import { InstitutionName } from '../institution/institution-name';
import { textIn } from '../language/in-language';
import { ProblemAlert } from '../problem/problem-alert';
import { useSession } from '../session/session';
import { Waiting } from '../shell/waiting';
import { Moment } from '../time/moment';
import { evidenceOf } from './anomaly';
import { Found } from './found';
import { ReviewForm } from './review-form';
import { useSignals } from './signals';

interface Props {
  /** Nothing is open without one. */
  readonly id: string | undefined;
  readonly onClose: () => void;
}

/** One entry with its evidence, the thresholds that held, and what has been said of it. */
export function AnomalyDrawer({ id, onClose }: Props) {
  const { t } = useTranslation('anomaly');
  const anomaly = useQuery({
    queryKey: ['anomalies', 'one', id],
    enabled: id !== undefined,
    queryFn: ({ signal }) => read(api.GET('/v1/anomalies/{id}', { params: { path: { id: id ?? '' } }, signal })),
  });
  return (
    <Drawer open={id !== undefined} onClose={onClose} title={t('one')} size={640}>
      {anomaly.isError ? <ProblemAlert error={anomaly.error} onRetry={() => void anomaly.refetch()} /> : null}
      {id !== undefined && anomaly.isPending ? <Waiting /> : null}
      {anomaly.data ? <Opened anomaly={anomaly.data} /> : null}
    </Drawer>
  );
}

function Opened({ anomaly }: { readonly anomaly: Schema<'AnomalyDetail'> }) {
  const { t, i18n } = useTranslation(['anomaly', 'code']);
  const { roles } = useSession();
  const signals = useSignals();
  const { code, signal, institution, happenedAt, foundAt, evidence, thresholds, ruleSetVersion, reviews } = anomaly;
  const missing = signals.data?.items.find((one) => one.code === code)?.missing;
  const named = (path: string) =>
    path
      .split('.')
      .map((part) => t(`names.${part}`, { defaultValue: part }))
      .join(' ');
  const lines = (found: unknown) =>
    evidenceOf(found).map((line) => [named(line.name), <Found key={line.name} line={line} />] as const);
  return (
    <Flex vertical gap="middle">
      <p>{t('never')}</p>
      <Section
        lines={[
          [t('signal'), `${code} ${textIn(i18n.language, signal)}`],
          [t('institution'), <InstitutionName key="at" code={institution} />],
          [t('happenedAt'), <Moment key="happened" at={happenedAt} />],
          [t('foundAt'), <Moment key="found" at={foundAt} />],
        ]}
      />
      {missing ? <Alert type="info" showIcon title={missing} /> : null}
      <section aria-label={t('evidence')}>
        <h2>{t('evidence')}</h2>
        <Section lines={lines(evidence)} />
      </section>
      <section aria-label={t('thresholds')}>
        <h2>{t('thresholds')}</h2>
        <Section lines={[...lines(thresholds), [t('ruleSet'), ruleSetVersion]]} />
      </section>
      <section aria-label={t('reviews')}>
        <h2>{t('reviews')}</h2>
        {reviews.length === 0 ? <p>{t('noReview')}</p> : null}
        <ul>
          {reviews.map(({ status, reason, role, at }) => (
            <li key={at}>
              <Moment at={at} /> {t(`code:role.${role}`)} · {t(`statuses.${status}`)}
              {reason ? <p style={{ whiteSpace: 'pre-wrap' }}>{reason}</p> : null}
            </li>
          ))}
        </ul>
      </section>
      {roles.includes('medical-affairs') ? null : <ReviewForm key={reviews.length} id={anomaly.id} />}
    </Flex>
  );
}
