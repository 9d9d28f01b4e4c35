import { NetworkAndPatients1767225600001 } from './0001-network-and-patients.js';
import { Referrals1767225600002 } from './0002-referrals.js';
import { Drafts1767225600003 } from './0003-drafts.js';
import { CareNetwork1767225600004 } from './0004-care-network.js';
import { FirstVisitsAndInsurance1767225600005 } from './0005-first-visits-and-insurance.js';
import { Criteria1767225600006 } from './0006-criteria.js';
import { Forms1767225600007 } from './0007-forms.js';
import { Routing1767225600008 } from './0008-routing.js';
import { Machine1767225600009 } from './0009-machine.js';
import { Calendar1767225600010 } from './0010-calendar.js';
import { Episodes1767225600011 } from './0011-episodes.js';
import { Anomalies1767225600012 } from './0012-anomalies.js';
import { Escalation1767225600013 } from './0013-escalation.js';
import { PolicyGuards1767225600014 } from './0014-policy-guards.js';
import { Approvals1767225600016 } from './0016-approvals.js';
import { Entitled1767225600017 } from './0017-entitled.js';
import { AlertsNoted1767225600018 } from './0018-alerts-noted.js';
import { Persons1767225600019 } from './0019-persons.js';
import { OnwardReferrals1767225600020 } from './0020-onward-referrals.js';
import { Reveals1767225600021 } from './0021-reveals.js';
import { Waiting1767225600023 } from './0023-waiting.js';
import { OpenReferrals1767225600024 } from './0024-open-referrals.js';
import { Worklists1767225600025 } from './0025-worklists.js';
import { InTheWay1767225600026 } from './0026-in-the-way.js';
import { OpenItems1767225600027 } from './0027-open-items.js';
import { ItemLadders1767225600028 } from './0028-item-ladders.js';
import { LinksEnd1767225600029 } from './0029-links-end.js';
import { EmergenciesWaitForNobody1767225600030 } from './0030-emergencies-wait-for-nobody.js';
import { OverdueQuestions1767225600031 } from './0031-overdue-questions.js';
import { VoidDeadlines1767225600032 } from './0032-void-deadlines.js';
import { InstitutionsNamed1767225600033 } from './0033-institutions-named.js';
import { OverdueDisplacements1767225600034 } from './0034-overdue-displacements.js';
import { DecidedElsewhere1767225600035 } from './0035-decided-elsewhere.js';
import { BeyondTheCounty1767225600036 } from './0036-beyond-the-county.js';
import { ContractHouses1767225600037 } from './0037-contract-houses.js';
import { Contacts1767225600038 } from './0038-contacts.js';

/** In the order in which they run. */
export const migrations = [
  NetworkAndPatients1767225600001,
  Referrals1767225600002,
  Drafts1767225600003,
  CareNetwork1767225600004,
  FirstVisitsAndInsurance1767225600005,
  Criteria1767225600006,
  Forms1767225600007,
  Routing1767225600008,
  Machine1767225600009,
  Calendar1767225600010,
  Episodes1767225600011,
  Anomalies1767225600012,
  Escalation1767225600013,
  PolicyGuards1767225600014,
  Approvals1767225600016,
  Entitled1767225600017,
  AlertsNoted1767225600018,
  Persons1767225600019,
  OnwardReferrals1767225600020,
  Reveals1767225600021,
  Waiting1767225600023,
  OpenReferrals1767225600024,
  Worklists1767225600025,
  InTheWay1767225600026,
  OpenItems1767225600027,
  ItemLadders1767225600028,
  LinksEnd1767225600029,
  EmergenciesWaitForNobody1767225600030,
  OverdueQuestions1767225600031,
  VoidDeadlines1767225600032,
  InstitutionsNamed1767225600033,
  OverdueDisplacements1767225600034,
  DecidedElsewhere1767225600035,
  BeyondTheCounty1767225600036,
  ContractHouses1767225600037,
  Contacts1767225600038,
];
