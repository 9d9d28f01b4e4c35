import { Alert, Descriptions } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import { textIn } from '../language/in-language';
import { useMarks } from '../language/marks';
import { percent, yuan } from './money';

/** What the fund gate says of going there, and what it means in money. It informs; care is never refused. */
export function VerdictPanel({
  verdict,
}: {
  readonly verdict: Schema<'VerdictView'> & { readonly bill?: Schema<'BillView'> };
}) {
  const { t, i18n } = useTranslation('verdict');
  const marks = useMarks();
  const { text, penalty, benefit, bill, unknown } = verdict;
  return (
    <section aria-label={t('title')} aria-live="polite">
      <Alert type={penalty ? 'warning' : 'success'} showIcon title={textIn(i18n.language, text)} />
      {benefit ? (
        <Descriptions size="small" column={2} style={{ marginTop: 8 }} items={rowsOf(benefit, bill, t)} />
      ) : null}
      {unknown.length > 0 ? (
        <small>
          {t('unknown', { list: unknown.map((one) => t(`not.${one}`, { defaultValue: one })).join(marks.and) })}
        </small>
      ) : null}
      <p className="quiet">{t('advice')}</p>
    </section>
  );
}

function rowsOf(
  benefit: Schema<'BenefitView'>,
  bill: Schema<'BillView'> | undefined,
  t: (key: string, values?: Record<string, string>) => string,
) {
  const { rateBps, payNowFen, ifCompliant, deductibleContinuous, depositWaived } = benefit;
  const rows: [string, string | undefined][] = [
    ['rate', rateBps === undefined ? undefined : percent(rateBps)],
    ['deductible', payNowFen === undefined ? undefined : yuan(payNowFen)],
    ['regular', ifCompliant && ifCompliant.rateBps !== rateBps ? percent(ifCompliant.rateBps) : undefined],
    ['reimbursed', bill && yuan(bill.reimbursedFen)],
    ['patient', bill && yuan(bill.patientFen)],
    ['continuous', deductibleContinuous ? t('yes') : undefined],
    ['deposit', depositWaived ? t('yes') : undefined],
  ];
  return rows.flatMap(([key, children]) => (children === undefined ? [] : [{ key, label: t(key), children }]));
}
