import { FirstVisitCatalogue } from './gate/catalogue/catalogue.entity.js';
import { MassEvent } from './gate/exemption/mass-event.entity.js';
import { Coverage } from './insurance/coverage.entity.js';
import { BenefitLadder } from './insurance/ladder.entity.js';
import { Agreement } from './network/agreement.entity.js';
import { DepartmentCapability } from './network/capability.entity.js';
import { Catchment } from './network/catchment.entity.js';
import { CriticalCentre, ReferralCentre, SharedCentre } from './network/centres.entity.js';
import { Consortium, ConsortiumMember } from './network/consortium.entity.js';
import { ElderCareLink, ElderCareOrganisation } from './network/elder-care.entity.js';
import { Institution } from './network/institution.entity.js';
import { InstitutionParent } from './network/parent.entity.js';
import { Practitioner } from './network/practitioner.entity.js';
import { Team, TeamMember } from './network/team.entity.js';
import { Travel } from './network/travel.entity.js';
import { Contract } from './patient/contract.entity.js';
import { Patient } from './patient/patient.entity.js';
import { Encounter } from './visit/encounter.entity.js';
import { Episode } from './visit/episode.entity.js';

/** Tables of the care network, the patients and the rules; `referral/` adds its own. */
export const careEntities = [
  Institution,
  InstitutionParent,
  Consortium,
  ConsortiumMember,
  DepartmentCapability,
  Practitioner,
  Team,
  TeamMember,
  Agreement,
  Travel,
  Catchment,
  ReferralCentre,
  CriticalCentre,
  SharedCentre,
  ElderCareOrganisation,
  ElderCareLink,
  FirstVisitCatalogue,
  MassEvent,
  BenefitLadder,
  Coverage,
  Patient,
  Contract,
  Episode,
  Encounter,
];
