import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { useMarks } from '../language/marks';
import { InSight } from '../problem/in-sight';
import { keysOf, Problem } from '../problem/problem';
import { ProblemAlert } from '../problem/problem-alert';
import { faultsOf } from './faults';
import { goTo } from './inputs';

/** Why the form was not taken: every fault in words, and the way to its input; what has no input is gone to itself. */
export function Refusal({ error }: { readonly error: unknown }) {
  const isAtInputs = error instanceof Problem && faultsOf(error.errors).length > 0;
  return isAtInputs ? (
    <Said error={error} />
  ) : (
    <InSight>
      <Said error={error} />
    </InSight>
  );
}

function Said({ error }: { readonly error: unknown }) {
  const { t } = useTranslation('refer');
  const marks = useMarks();
  const { id: patientId } = useParams();
  if (!(error instanceof Problem)) return <ProblemAlert error={error} />;
  const open = error.more['open'] as { id: string; referralNo: string } | undefined;
  if (error.code === 'OPEN_REFERRAL') {
    return (
      <Alert
        role="alert"
        type="error"
        showIcon
        title={t('openRefused')}
        description={open ? <Link to={`/referrals/${open.id}`}>{open.referralNo}</Link> : null}
      />
    );
  }
  const faults = faultsOf(error.errors);
  if (faults.length === 0) return <ProblemAlert error={error} />;
  return (
    <Alert
      role="alert"
      type="error"
      showIcon
      title={t('refused', { count: faults.length })}
      description={
        <ul className="plain">
          {faults.map(({ path, error: fault }) => (
            <li key={`${fault.field}:${fault.code}`}>
              <a
                href={`#refer_${path.join('_')}`}
                onClick={(event) => {
                  event.preventDefault();
                  goTo(path);
                }}
              >
                {path[0] === 'where' ? t('part.where') : t(`field.${named(path)}`, { defaultValue: fault.field })}
              </a>
              {marks.colon}
              {t(keysOf(fault), { defaultValue: fault.message })} {fault.rule ? <small>{fault.rule}</small> : null}{' '}
              {fault.rule === 'V04' ? <Link to={`/approvals?patient=${patientId}`}>{t('askApproval')}</Link> : null}
            </li>
          ))}
        </ul>
      }
    />
  );
}

/** The label's key of an input, whatever its place in a list. */
const named = (path: readonly string[]): string =>
  path[1] === 'keyResults' ? `result.${path.at(-1)}` : path.filter((part) => !/^\d+$/.test(part)).join('.');
