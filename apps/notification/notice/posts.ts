import {
  type Audience,
  consortiumOffice,
  contact,
  contractDoctors,
  countyAuthority,
  countyOffices,
  department,
  departmentHead,
  desk,
  familyDoctors,
  medicalAffairs,
  patient,
  practitioner,
} from './audience.js';
import type { ReferralData } from './facts.js';
import type { Recipient } from './plan.js';

/** The audience that a row of the plan means in one case. */
export function audienceOf(to: Recipient, data: ReferralData): Audience {
  switch (to) {
    case 'referring-doctor':
      return practitioner(data.referralCounty, data.fromInstitution, data.fromPractitioner);
    case 'receiving-desk':
      return data.direction === 'down'
        ? familyDoctors(data.toCounty, data.toInstitution)
        : desk(data.toCounty, data.toInstitution);
    case 'receiving-doctors':
      return data.direction === 'down'
        ? familyDoctors(data.toCounty, data.toInstitution)
        : department(data.toCounty, data.toInstitution, data.toDepartment);
    case 'referring-team':
      return familyDoctors(data.referralCounty, data.fromInstitution);
    case 'receiving-team':
      return familyDoctors(data.toCounty, data.toInstitution);
    case 'patient':
      return patient(data.referralCounty, data.fromInstitution, data.referralId);
    case 'contact':
      return contact(data.referralCounty, data.fromInstitution, data.referralId);
    case 'county-offices':
      return countyOffices(data.referralCounty);
    case 'called-desk':
      return desk(data.centreCounty ?? data.toCounty, data.centreInstitution ?? data.toInstitution);
    case 'called-doctors':
      return department(
        data.centreCounty ?? data.toCounty,
        data.centreInstitution ?? data.toInstitution,
        data.centreDepartment ?? data.toDepartment,
      );
    case 'consortium-office':
      return consortiumOffice(data.referralCounty, data.officeInstitution ?? data.toInstitution);
    case 'medical-affairs':
      return affairsOf(data);
    case 'ordering-doctor':
    case 'contract-team':
    case 'hospital-desk':
      return desk(data.toCounty, data.toInstitution);
    case 'county-authority':
      return countyAuthority(data.referralCounty);
    case 'rung-owner':
      return postOf(data.ownerCounty ?? data.toCounty, data.ownerInstitution ?? data.toInstitution, data);
    case 'contract-family-doctors':
      return contractDoctors(data.referralCounty, data.fromInstitution);
  }
}

/** Whoever asked; else the hospital, which a hand-back leaves and everything else enters. */
function affairsOf(data: ReferralData): Audience {
  const { requestedInstitution, direction, referralCounty, fromInstitution, toCounty, toInstitution } = data;
  const isSender = requestedInstitution ? requestedInstitution === fromInstitution : direction === 'down';
  return isSender ? medicalAffairs(referralCounty, fromInstitution) : medicalAffairs(toCounty, toInstitution);
}

/** Whose turn it is on a rung, as the message names it. */
export interface RungOwner {
  owner?: string;
  ownerDepartment?: string;
  ownerPractitioner?: string;
}

/** The post of the role whose turn it is (domain §6). */
export function postOf(county: string, institution: string, rung: RungOwner): Audience {
  const { owner, ownerDepartment, ownerPractitioner } = rung;
  if (ownerPractitioner) return practitioner(county, institution, ownerPractitioner);
  switch (owner) {
    case 'county-health-authority':
      return countyAuthority(county);
    case 'consortium-office':
      return institution === '*' ? countyOffices(county) : consortiumOffice(county, institution);
    case 'medical-affairs':
      return medicalAffairs(county, institution);
    case 'department-head':
      return departmentHead(county, institution, ownerDepartment);
    case 'hospital-doctor':
      return ownerDepartment ? department(county, institution, ownerDepartment) : desk(county, institution);
    case 'family-doctor':
    case 'primary-doctor':
      return familyDoctors(county, institution);
    default:
      return desk(county, institution);
  }
}

/** Who calls where a notice reached nobody: for the referring side and the patient their house, else who referred. */
export function callerOf(to: Recipient, data: ReferralData): Audience {
  const { referralCounty, fromInstitution, fromPractitioner } = data;
  const ofSender: readonly Recipient[] = ['referring-doctor', 'referring-team', 'patient', 'contact'];
  return ofSender.includes(to)
    ? familyDoctors(referralCounty, fromInstitution)
    : practitioner(referralCounty, fromInstitution, fromPractitioner);
}
