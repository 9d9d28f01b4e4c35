import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Step } from '../timeline/step';
import { useEvents } from '../timeline/use-events';
import { spokenOf } from './spoken';
import type { Referral } from './use-referral';

interface Props {
  readonly referral: Pick<Referral, 'id' | 'state'>;
}

/** What the two sides have said to each other that still counts: nobody looks for a question in the history. */
export function Exchange({ referral: { id, state } }: Props) {
  const { t } = useTranslation('referral');
  const spoken = spokenOf(useEvents(id).data?.items ?? [], state);
  if (spoken.length === 0) return null;
  return (
    <section aria-label={t('exchange')} style={{ marginBottom: 8 }}>
      <Alert
        type={state === 'returned' ? 'warning' : 'info'}
        title={t('exchange')}
        description={spoken.map((event) => <Step key={event.hash} event={event} />)}
      />
    </section>
  );
}
