import type { Network } from '../../network/network.js';
import { taskOwner } from '../deadline/owner.js';
import type { ReferralRow } from '../store/referral.row.js';
import type { Climb, Rung } from './ladder.js';

/** Whose turn it is: a role at an institution. Notification finds the persons (architecture §3). */
export interface Addressee {
  role: string;
  county: string;
  institution: string;
  department?: string;
}

/** The house, and the department where there is one, with which an item is stuck. */
export interface Side {
  county: string;
  institution: string;
  department?: string;
}

/** A rung as it is told. */
type Told = { rung: Rung; repeat: number };

/** Who is told on a rung of a referral's item. */
export function addresseeOf(
  told: Told,
  row: ReferralRow,
  { kind }: Pick<Climb, 'kind'>,
  { network, day }: { network: Network; day: string },
): Addressee {
  const side = sideOf(row, kind);
  const office = kind === 'answer-void' ? row.progress.voidRequest?.office : undefined;
  if (office) return officeOn(told, { county: network.institution(office)?.county ?? row.county, institution: office });
  const lead = leadOf(row, side, network, day);
  const role = kind === row.dueKind ? (row.ownerRole ?? 'referral-desk') : taskOwner(kind, row).role;
  return postOn(told, side, { own: { role, ...side }, lead, network });
}

/** Nobody but the office may answer, in whichever county it is: every rung tells it again, and the last one its authority. */
function officeOn({ rung, repeat }: Told, office: Side): Addressee {
  const isReport = rung === 'L5' && repeat === 0;
  return isReport
    ? { role: 'county-health-authority', county: office.county, institution: '*' }
    : { role: 'consortium-office', ...office };
}

/**
 * Who is told on a rung of anything that is stuck with a side. A primary institution has neither department heads nor a
 * referral centre: its whole team comes first there, then the lead hospital of its consortium; what is no department's
 * goes past its head to medical affairs. The authority only reads a report, so its repeats go to the consortium office.
 * @param own whose task it is @param lead hospital with the office of the side's consortium
 */
export function postOn(
  { rung, repeat }: Told,
  side: Side,
  { own, lead, network }: { own: Addressee; lead: string; network: Network },
): Addressee {
  const { county, institution, department } = side;
  const primary = (network.institution(institution)?.tier ?? 3) <= 2;
  const centre = primary ? lead : institution;
  switch (rung) {
    case 'L0':
      return own;
    case 'L1':
      if (primary) return { role: 'family-doctor', county, institution };
      return department ? { role: 'department-head', ...side } : { role: 'medical-affairs', county, institution };
    case 'L2':
      return { role: 'referral-desk', county, institution: centre };
    case 'L3':
      return { role: 'medical-affairs', county, institution: centre };
    case 'L4':
      return { role: 'consortium-office', county, institution: lead };
    case 'L5':
      return repeat === 0
        ? { role: 'county-health-authority', county, institution: '*' }
        : { role: 'consortium-office', county, institution: lead };
  }
}

function sideOf(row: ReferralRow, kind: string): Side {
  const { handoffCounty, handoffInstitution } = row;
  if (kind === 'take-over' && handoffCounty && handoffInstitution)
    return { county: handoffCounty, institution: handoffInstitution, department: row.toDepartment };
  if (kind !== 'complete-form' && row.ownerInstitution === row.toInstitution)
    return { county: row.toCounty, institution: row.toInstitution, department: row.toDepartment };
  return { county: row.county, institution: row.fromInstitution, department: row.fromDepartment };
}

/** The lead hospital of the side's consortium: there is its office. A hospital outside of all answers for itself. */
function leadOf(row: ReferralRow, { institution }: Side, network: Network, day: string): string {
  const own = leadOfHouse(institution, network, day);
  const sender = row.consortiumId && row.county === row.toCounty ? network.leadOf(row.consortiumId, day) : undefined;
  return own ?? sender ?? institution;
}

/** The lead hospital of the consortium of a house; undefined outside of all. */
export function leadOfHouse(institution: string, network: Network, day: string): string | undefined {
  const consortium = network.consortiumOf(institution, day)?.id;
  return consortium && network.leadOf(consortium, day);
}
