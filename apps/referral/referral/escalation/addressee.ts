import type { Network } from '../../network/network.js';
import type { ReferralRow } from '../store/referral.row.js';
import type { Climb, Rung } from './ladder.js';

/** Whose turn it is: a role at an institution. Notification finds the persons (architecture §3). */
export interface Addressee {
  role: string;
  county: string;
  institution: string;
  department?: string;
}

interface Side {
  county: string;
  institution: string;
  department: string;
}

/**
 * Who is told on a rung. A primary institution has neither department heads nor a referral centre: its whole team comes
 * first there, then the lead hospital of its consortium. The authority only reads a report, so its repeats go to the
 * consortium office.
 */
export function addresseeOf(
  { rung, repeat }: { rung: Rung; repeat: number },
  row: ReferralRow,
  { kind }: Pick<Climb, 'kind'>,
  { network, day }: { network: Network; day: string },
): Addressee {
  const side = sideOf(row, kind);
  const { county, institution } = side;
  const primary = (network.institution(institution)?.tier ?? 3) <= 2;
  const lead = leadOf(row, side, network, day);
  const centre = primary ? lead : institution;
  switch (rung) {
    case 'L0':
      return { role: kind === 'complete-form' ? row.fromRole : (row.ownerRole ?? 'referral-desk'), ...side };
    case 'L1':
      return primary ? { role: 'family-doctor', county, institution } : { role: 'department-head', ...side };
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
  if (kind !== 'complete-form' && row.ownerInstitution === row.toInstitution)
    return { county: row.toCounty, institution: row.toInstitution, department: row.toDepartment };
  return { county: row.county, institution: row.fromInstitution, department: row.fromDepartment };
}

/** The lead hospital of the side's consortium: there is its office. A hospital outside of all answers for itself. */
function leadOf(row: ReferralRow, { institution }: Side, network: Network, day: string): string {
  const consortium = network.consortiumOf(institution, day)?.id;
  const own = consortium && network.leadOf(consortium, day);
  const sender = row.consortiumId && row.county === row.toCounty ? network.leadOf(row.consortiumId, day) : undefined;
  return own ?? sender ?? institution;
}
