import { Alert, Flex, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import { InstitutionName } from '../institution/institution-name';
import { textIn } from '../language/in-language';
import { useMarks } from '../language/marks';
import { Moment } from '../time/moment';
import type { Referral } from './use-referral';

interface Props {
  readonly referral: Referral;
}

/** Why the patient goes where he goes: verdict, criteria, ranking, who was left out, who changed it. */
export function Route({ referral }: Props) {
  const { t, i18n } = useTranslation('referral');
  const marks = useMarks();
  const { explanation, verdict, matchedCriteria, warnings, ranking } = referral;
  const { choice, supplyAt, excluded = [], changes } = explanation;
  return (
    <Flex vertical gap="small">
      <Alert
        type={verdict.penalty ? 'warning' : 'success'}
        showIcon
        title={t(`code:verdict.${verdict.verdict}`)}
        description={textIn(i18n.language, verdict.text)}
      />
      {warnings.length > 0 ? <Warnings warnings={warnings} /> : null}
      {matchedCriteria.length > 0 ? (
        <section>
          <h3>{t('route.criteria')}</h3>
          <ul>
            {matchedCriteria.map(({ id, message }) => (
              <li key={id}>
                <code>{id}</code> {textIn(i18n.language, message)}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <h3>{t('route.ranked')}</h3>
      <Ranking ranking={ranking} />
      {choice ? (
        <p>
          {t('route.choice')}
          {marks.colon}
          {t(`route:by.${choice.by}`)} <InstitutionName code={choice.institution} />
        </p>
      ) : null}
      {supplyAt ? (
        <p>
          {t('route.supplyAt')} <Moment at={supplyAt} />
        </p>
      ) : null}
      {changes.length > 0 ? <Changes changes={changes} /> : null}
      {excluded.length > 0 ? (
        <details>
          <summary>{t('route.excluded')}</summary>
          <ul>
            {excluded.map(({ institution, reason }) => (
              <li key={institution}>
                <InstitutionName code={institution} />
                {marks.colon}
                {t(`route:excluded.${reason}`, { defaultValue: reason })}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </Flex>
  );
}

function Warnings({ warnings }: { readonly warnings: readonly Schema<'WarningView'>[] }) {
  const { t } = useTranslation('referral');
  return (
    <Alert
      type="warning"
      showIcon
      title={t('route.warnings')}
      description={
        <ul>
          {warnings.map(({ rule, code, message, field }) => (
            <li key={`${rule}:${code}:${field}`}>
              <code>{rule}</code> {message ?? code}
            </li>
          ))}
        </ul>
      }
    />
  );
}

function Ranking({ ranking }: { readonly ranking: readonly Schema<'RankedView'>[] }) {
  const { t } = useTranslation('referral');
  const marks = useMarks();
  return (
    <Table<Schema<'RankedView'>>
      size="small"
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={[...ranking]}
      rowKey="institution"
      columns={[
        { title: t('route.position'), dataIndex: 'position' },
        { title: t('route.house'), render: (_, { institution }) => <InstitutionName code={institution} /> },
        { title: t('route.earliest'), render: (_, { criteria }) => <Moment at={criteria.earliest ?? undefined} /> },
        {
          title: t('route.supply'),
          render: (_, { criteria: { supply } }) => (supply ? `${supply.protected} / ${supply.open}` : '–'),
        },
        { title: t('route.travel'), render: (_, { criteria }) => criteria.travelMinutes ?? '–' },
        {
          title: t('route.why'),
          render: (_, { reasons }) =>
            reasons.map((one) => t(`route:reason.${one}`, { defaultValue: one })).join(marks.and),
        },
      ]}
    />
  );
}

function Changes({ changes }: { readonly changes: readonly Schema<'RouteChangeView'>[] }) {
  const { t } = useTranslation('referral');
  return (
    <section>
      <h3>{t('route.changes')}</h3>
      <ul>
        {changes.map(({ at, from, to, cause }) => (
          <li key={at}>
            <Moment at={at} /> <InstitutionName code={from} /> → <InstitutionName code={to} /> (
            {t(`timeline:cause.${cause}`, { defaultValue: cause })})
          </li>
        ))}
      </ul>
    </section>
  );
}
