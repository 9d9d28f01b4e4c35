import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import { DownForm } from './down-form';
import { FormHead } from './form-head';
import { UpForm } from './up-form';

interface Props {
  /** Absent where the reader does not treat the patient. */
  readonly form: Schema<'FormView'> | undefined;
}

/** The clinical form of a referral, for its two sides. */
export function FormView({ form }: Props) {
  const { t } = useTranslation('form');
  if (!form) return <Alert type="info" showIcon title={t('hidden')} />;
  return (
    <section aria-label={t('title')}>
      {form.up ? <UpForm up={form.up} /> : null}
      {form.down ? <DownForm down={form.down} /> : null}
      <FormHead form={form} />
    </section>
  );
}
