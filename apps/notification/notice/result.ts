import type { ResultReady } from '#contracts/referral.events.js';
import { type Audience, familyDoctors, patient, practitioner } from './audience.js';
import { PLAN } from './matrix.js';
import type { Recipient } from './plan.js';
import { type PlannedNotice, toNotices } from './planned.js';

/** The team under contract, and the doctor who ordered it unless the team's own house did: there the team's notice is enough. */
export function planResult(data: ResultReady): PlannedNotice[] {
  const { county, orderingInstitution, orderedBy, reportingInstitution, teamInstitution, critical } = data;
  const facts = { fromInstitution: reportingInstitution, toInstitution: orderingInstitution };
  const told: Recipient = teamInstitution === undefined ? 'ordering-doctor' : 'contract-team';
  const rows = PLAN['result.ready.v1'].filter(
    ({ to }) => to === told || to === 'patient' || orderingInstitution !== teamInstitution,
  );
  const { referralId, patientId } = data;
  const house = teamInstitution ?? orderingInstitution;
  const find = (to: Recipient): Audience => {
    if (to === 'patient') return patient(county, house, referralId ?? patientId);
    return to === 'contract-team' && teamInstitution
      ? familyDoctors(county, teamInstitution)
      : practitioner(county, orderingInstitution, orderedBy);
  };
  return toNotices(rows, critical ? 'urgent' : 'task', facts, find).map(({ to, ...planned }) => {
    const caller = familyDoctors(county, house);
    const patientOf = { county, ...(referralId ? { referralId } : { patientId }) };
    return to === 'patient' ? { ...planned, caller, facts: {}, patientOf } : { ...planned, caller };
  });
}
