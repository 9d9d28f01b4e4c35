import { Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActDialog } from '../action/act-dialog';
import type { Schema } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';
import { useActions, useReferral } from '../referral/use-referral';
import { Waiting } from '../shell/waiting';
import { type Kind, standingOf } from './decision';
import { WhyNot } from './why-not';

interface Props {
  readonly id: string;
  readonly kind: Kind;
  /** Nothing can be decided for the moment. */
  readonly isHeld: boolean;
  readonly onClose: () => void;
}

/** The form of a decision that a key asked for, or why the reader cannot take it. */
export function DecisionDialog({ id, kind, isHeld, onClose }: Props) {
  const { t } = useTranslation('decision');
  const referral = useReferral(id);
  const actions = useActions(id);
  const [action, setAction] = useState<Schema<'ActionView'>>();
  const standing = actions.data && standingOf(kind, actions.data);
  // Once open it stays: what is typed is not lost when somebody else decides meanwhile, the form says so.
  if (!action && standing?.action && !isHeld) setAction(standing.action);
  if (action && referral.data)
    return <ActDialog action={action} referral={referral.data} onClose={onClose} onDone={onClose} />;
  const error = actions.error ?? referral.error;
  return (
    <Modal open title={t(`kind.${kind}`)} footer={null} onCancel={onClose} destroyOnHidden>
      {error ? <ProblemAlert error={error} /> : null}
      {!error && (isHeld || !standing) ? <Waiting /> : null}
      {!isHeld && standing && actions.data && !standing.action ? (
        <WhyNot state={actions.data.state} {...standing} />
      ) : null}
    </Modal>
  );
}
