import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import { useMarks } from '../language/marks';
import { Moment } from '../time/moment';
import { diagnosisText } from './diagnosis-text';
import { Section } from './section';

interface Props {
  readonly down: Schema<'DownBody'>;
}

/** What the hospital hands back: diagnosis, plan, medicines, targets, warning signs (domain §4.5). */
export function DownForm({ down }: Props) {
  const { t } = useTranslation('form');
  const marks = useMarks();
  const { medications, monitoring = [], careNeeds = [] } = down;
  return (
    <>
      <Section
        lines={[
          [t('finalDiagnosis'), diagnosisText(down.finalDiagnosis, marks)],
          [t('condition'), t(`conditionCode.${down.conditionAtTransfer}`)],
          [t('nextPlan'), down.nextPlan],
          [t('warningSigns'), <strong key="signs">{down.warningSigns}</strong>],
          [t('followUpDueAt'), down.followUpDueAt],
          [t('revisitAt'), down.revisitAt],
          [t('rehabAdvice'), down.rehabAdvice],
          [t('careNeeds'), careNeeds.map((one) => t(`careNeed.${one}`)).join(marks.and)],
          [t('mainResults'), down.mainResults],
          [t('treatmentCourse'), down.treatmentCourse],
          [t('operations'), down.operations?.join(marks.semicolon)],
          [t('admission'), down.admissionAt && <Moment at={down.admissionAt} />],
          [t('discharge'), down.dischargeAt && <Moment at={down.dischargeAt} />],
          [t('visit'), down.visitAt && <Moment at={down.visitAt} />],
          [t('supplyDays'), down.medicationSupplyDays],
          [t('summary'), down.dischargeSummaryRef],
        ]}
      />
      <Table<Schema<'Medication'>>
        size="small"
        title={() => t('medications')}
        pagination={false}
        dataSource={medications}
        rowKey={({ name, dose }) => `${name}:${dose}`}
        columns={[
          { title: t('drug'), dataIndex: 'name' },
          { title: t('dose'), dataIndex: 'dose' },
          { title: t('freq'), dataIndex: 'freq' },
          { title: t('days'), dataIndex: 'days' },
        ]}
      />
      {monitoring.length > 0 ? (
        <Table<Schema<'Monitoring'>>
          size="small"
          title={() => t('monitoring')}
          pagination={false}
          dataSource={monitoring}
          rowKey="item"
          columns={[
            { title: t('item'), dataIndex: 'item' },
            { title: t('target'), dataIndex: 'target' },
            { title: t('interval'), dataIndex: 'interval' },
          ]}
        />
      ) : null}
    </>
  );
}
