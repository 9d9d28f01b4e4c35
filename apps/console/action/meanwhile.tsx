import { Alert } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Referral } from '../referral/use-referral';
import { Step } from '../timeline/step';
import { useEvents } from '../timeline/use-events';

interface Props {
  readonly referral: Referral;
}

/** Who did what since the reader had opened the form: said where a stale act is refused. */
export function Meanwhile({ referral }: Props) {
  const { t } = useTranslation('action');
  const { data } = useEvents(referral.id);
  const [seen] = useState(referral.version);
  const news = data?.items.filter(({ version }) => version > seen) ?? [];
  return (
    <Alert
      type="warning"
      showIcon
      title={t('meanwhile', { state: t(`code:state.${referral.state}`) })}
      description={news.map((event) => <Step key={event.hash} event={event} />)}
      style={{ marginBottom: 8 }}
    />
  );
}
