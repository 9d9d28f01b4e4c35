import { Descriptions } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import { diagnosisText } from '../form/diagnosis-text';
import { useMarks } from '../language/marks';
import { Moment } from '../time/moment';

interface Props {
  readonly outcome: Schema<'OutcomeView'>;
}

/** The signed outcome as it came back to the referring doctor. */
export function Outcome({ outcome }: Props) {
  const { t } = useTranslation('referral');
  const marks = useMarks();
  const { finalDiagnosis, adviceToFamilyDoctor, followUpNeeded, followUpDays, downReferralPlanned } = outcome;
  const said = (value: boolean | undefined) => (value ? t('outcome.yes') : t('outcome.no'));
  return (
    <Descriptions
      bordered
      size="small"
      column={1}
      title={t('outcome.title')}
      items={[
        { key: 'outcome', label: t('outcome.outcome'), children: t(`code:outcome.${outcome.outcome}`) },
        { key: 'diagnosis', label: t('outcome.diagnosis'), children: diagnosisText(finalDiagnosis, marks) },
        { key: 'advice', label: t('outcome.advice'), children: adviceToFamilyDoctor ?? '–' },
        {
          key: 'follow-up',
          label: t('outcome.followUp'),
          children: `${said(followUpNeeded)} ${followUpDays ? t('outcome.followUpDays', { count: followUpDays }) : ''}`,
        },
        { key: 'down', label: t('outcome.down'), children: said(downReferralPlanned) },
        { key: 'returned', label: t('outcome.returnedAt'), children: <Moment at={outcome.returnedAt} /> },
      ]}
    />
  );
}
