import { Checkbox, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import { type Kind, QUESTIONS, REASONS } from './decision';
import { HouseFields } from './house-fields';

interface Props {
  readonly kind: Kind;
  readonly to: Schema<'SideView'>;
  /** The only ones that may be given; any where it is left out. */
  readonly reasons?: readonly string[];
}

const MOST = 500;

/** What each kind of decision asks for. */
export function DecisionFields({ kind, to, reasons }: Props) {
  const { t } = useTranslation('decision');
  const needed = [{ required: true, message: t('needed') }];
  if (kind === 'accept') return <p>{t('acceptMeans')}</p>;
  return (
    <>
      {kind === 'return-for-info' ? (
        <Form.Item name="questions" label={t('questions')} rules={needed}>
          <Checkbox.Group options={QUESTIONS.map((value) => ({ value, label: t(`question.${value}`) }))} />
        </Form.Item>
      ) : (
        <Form.Item name="reason" label={t('reason')} rules={needed} extra={reasons ? t('onlyThese') : undefined}>
          <Select autoFocus options={(reasons ?? REASONS).map((value) => ({ value, label: t(`reasons.${value}`) }))} />
        </Form.Item>
      )}
      {kind === 'redirect' ? <HouseFields from={to} departments /> : null}
      {kind === 'reject' ? <HouseFields from={to} /> : null}
      {kind === 'advise' ? (
        <Form.Item
          name="advice"
          label={t('advice')}
          rules={[{ required: true, whitespace: true, message: t('needed') }]}
        >
          <Input.TextArea rows={4} maxLength={MOST} showCount />
        </Form.Item>
      ) : null}
      <Form.Item name="text" label={t('text')}>
        <Input.TextArea rows={2} maxLength={MOST} />
      </Form.Item>
    </>
  );
}
