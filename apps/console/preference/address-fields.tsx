import { Checkbox, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Preferences } from './preferences';

const KINDS = ['phone', 'email', 'messenger'] as const;
const INPUTS = {
  phone: { type: 'tel', autoComplete: 'tel', maxLength: 16 },
  email: { type: 'email', autoComplete: 'email', maxLength: 200 },
  messenger: { autoComplete: 'off', maxLength: 64 },
};

/** Where the reader is reached. Known addresses are shown masked; what is left empty stays as it is. */
export function AddressFields({ known }: { readonly known: Preferences }) {
  const { t } = useTranslation('preference');
  const there = KINDS.filter((kind) => known[kind]);
  return (
    <>
      {KINDS.map((kind) => (
        <Form.Item
          key={kind}
          name={kind}
          label={t(`address.${kind}`)}
          extra={known[kind] ? t('keeps', { known: known[kind] }) : t('unknown')}
        >
          <Input {...INPUTS[kind]} />
        </Form.Item>
      ))}
      <Form.Item name="forget" hidden={there.length === 0} label={t('forget')}>
        <Checkbox.Group
          role="group"
          aria-label={t('forget')}
          options={there.map((value) => ({ value, label: t(`address.${value}`) }))}
        />
      </Form.Item>
    </>
  );
}
