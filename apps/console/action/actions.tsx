import { App, Button, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router-dom';
import type { Schema } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';
import { type Referral, useActions } from '../referral/use-referral';
import { ActDialog } from './act-dialog';
import { ACTION_FORMS } from './action-forms';
import { withReports } from './offered';

interface Props {
  readonly referral: Referral;
  readonly isHeld: boolean;
}

/** Everything the reader may do on this referral now, as the API says: a button each, its form behind it. */
export function Actions({ referral, isHeld }: Props) {
  const { t } = useTranslation('action');
  const { message } = App.useApp();
  const navigate = useNavigate();
  const query = useActions(referral.id);
  const [open, setOpen] = useState<Schema<'ActionView'>>();
  const [search] = useSearchParams();
  const [isLedTo, setLedTo] = useState(false);
  const actions = withReports(query.data?.actions ?? []);
  const wanted = actions.find(({ action }) => action === search.get('act'));
  // The address may lead to the very form; once closed it stays closed.
  if (wanted && !isLedTo) {
    setLedTo(true);
    setOpen(wanted);
  }
  const isUsual = ({ action }: Schema<'ActionView'>) => ACTION_FORMS[action]?.usual === true;
  const isGrave = ({ action }: Schema<'ActionView'>) => ACTION_FORMS[action]?.grave === true;
  const ordered = [
    ...actions.filter(isUsual),
    ...actions.filter((one) => !isUsual(one) && !isGrave(one)),
    ...actions.filter(isGrave),
  ];
  const done = (answer: Schema<'ReferralView'>) => {
    const name = t(`name.${open?.action}`);
    if (answer.pending && !referral.pending) void message.info(t('awaited', { name }));
    else void message.success(t('done', { name }));
    if (open?.action === 'refer-again') void navigate(`/patients/${referral.patientId}/refer?draft=${answer.id}`);
  };
  return (
    <section aria-label={t('title')}>
      {query.isError ? <ProblemAlert error={query.error} onRetry={() => void query.refetch()} /> : null}
      <Flex wrap gap="small">
        {ordered.map((one) => (
          <Button
            key={one.action}
            type={isUsual(one) ? 'primary' : 'default'}
            danger={isGrave(one)}
            disabled={isHeld}
            onClick={() => setOpen(one)}
          >
            {t(`name.${one.action}`, { defaultValue: one.action })}
          </Button>
        ))}
        {query.data && actions.length === 0 ? <span>{t('nothing')}</span> : null}
      </Flex>
      {open ? <ActDialog action={open} referral={referral} onClose={() => setOpen(undefined)} onDone={done} /> : null}
    </section>
  );
}
