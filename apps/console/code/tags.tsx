import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';

const URGENCY_COLORS: Record<string, string> = { U1: 'red', U2: 'volcano', U3: 'gold', U4: 'blue' };
const STATE_COLORS: Record<string, string> = {
  submitted: 'blue',
  'under-review': 'blue',
  returned: 'orange',
  rejected: 'red',
  'no-show': 'red',
  confirmed: 'green',
  closed: 'default',
};

/** Urgency class in words; the colour only repeats what the text says. */
export function UrgencyTag({ value }: { readonly value: string }) {
  const { t } = useTranslation('code');
  return <Tag color={URGENCY_COLORS[value]}>{t(`urgency.${value}`, { defaultValue: value })}</Tag>;
}

/** State of a referral in words. */
export function StateTag({ value }: { readonly value: string }) {
  const { t } = useTranslation('code');
  return <Tag color={STATE_COLORS[value] ?? 'purple'}>{t(`state.${value}`, { defaultValue: value })}</Tag>;
}
