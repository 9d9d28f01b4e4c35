import { Button, Card, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { StateTag, UrgencyTag } from '../code/tags';
import { FormView } from '../form/form-view';
import { InstitutionName } from '../institution/institution-name';
import { PatientName } from '../patient/patient-name';
import { ProblemAlert } from '../problem/problem-alert';
import { Exchange } from '../referral/exchange';
import { Owner } from '../referral/owner';
import { useReferral } from '../referral/use-referral';
import { Waiting } from '../shell/waiting';
import { Deadline } from '../time/deadline';
import { Moment } from '../time/moment';
import type { Item } from '../waiting/waiting';
import { Acts } from './acts';

interface Props {
  readonly item: Item;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}

/** One patient who comes back: by whom, until when, whose turn; opened, the whole plan and what can be done. */
export function ReturningCard({ item, open, onOpen }: Props) {
  const { t } = useTranslation(['returning', 'code']);
  const { id, referralNo, urgencyClass, state, patientId, from, owner, rung, dueAt, dueKind, firstContactAt } = item;
  return (
    <Card size="small" style={{ marginBottom: 8 }}>
      <Flex gap="small" align="center" wrap>
        <UrgencyTag value={urgencyClass} />
        <StateTag value={state} />
        <PatientName id={patientId} />
        <span>
          {t('from')} <InstitutionName code={from.institution} deptCode={from.deptCode} />
        </span>
        {dueKind ? <strong>{t(`code:due.${dueKind}`, { defaultValue: dueKind })}</strong> : null}
        {dueAt ? <Deadline at={dueAt} /> : null}
        {owner ? <Owner owner={owner} rung={rung} /> : null}
        {firstContactAt ? (
          <span>
            {t('firstContact')} <Moment at={firstContactAt} />
          </span>
        ) : null}
        <Link to={`/referrals/${id}`}>{referralNo}</Link>
        <Button
          size="small"
          aria-expanded={open}
          aria-controls={`plan-${id}`}
          style={{ marginInlineStart: 'auto' }}
          onClick={() => onOpen(!open)}
        >
          {t(open ? 'close' : 'open')}
        </Button>
      </Flex>
      <div id={`plan-${id}`}>{open ? <Plan id={id} /> : null}</div>
    </Card>
  );
}

/** Reading it is recorded: it is asked for only when somebody opens it. */
function Plan({ id }: { readonly id: string }) {
  const referral = useReferral(id);
  if (referral.isPending) return <Waiting />;
  if (!referral.data) return <ProblemAlert error={referral.error} onRetry={() => void referral.refetch()} />;
  return (
    <div style={{ marginTop: 12 }}>
      {referral.isError ? <ProblemAlert error={referral.error} onRetry={() => void referral.refetch()} /> : null}
      <FormView form={referral.data.form} />
      <Exchange referral={referral.data} />
      <Acts referral={referral.data} />
    </div>
  );
}
