import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';

interface Props {
  /** State of the referral now. */
  readonly state: string;
  readonly code?: string;
  readonly detail?: string;
}

/** Why a decision is not the reader's to take: what stands in the way, or the state that somebody has brought about. */
export function WhyNot({ state, code, detail }: Props) {
  const { t } = useTranslation(['decision', 'code']);
  const title = code
    ? t(`decision:whyNot.${code}`, { defaultValue: detail ?? code })
    : t('decision:notNow', { state: t(`code:state.${state}`) });
  return <Alert type="warning" showIcon role="alert" title={title} />;
}
