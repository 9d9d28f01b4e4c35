import type { AnomalySignalled } from '#contracts/anomaly.events.js';
import type { ApprovalChanged } from '#contracts/approval.events.js';
import type { CalendarMissing } from '#contracts/calendar.events.js';
import type { MessageName } from '#contracts/catalogue.js';
import type { Envelope } from '#contracts/envelope.js';
import type { ItemOverdue } from '#contracts/item.events.js';
import type { NetworkChanged } from '#contracts/network.events.js';
import type { ResultReady } from '#contracts/referral.events.js';
import type { AnomalyRaised, WaitListStalled } from '#contracts/reservation.events.js';
import type { TeleconsultationChanged } from '#contracts/teleconsultation.events.js';
import { isAboutApproval, planApproval } from './approval.js';
import { planMissing, planSignalled } from './authority.js';
import type { ReferralData } from './facts.js';
import { isAboutItem, planItem } from './item.js';
import { PLAN } from './matrix.js';
import { planNetwork } from './network.js';
import type { PlannedNotice } from './planned.js';
import { planReferral } from './referral.js';
import { isReportDate, planReport, type ReportNear } from './report-date.js';
import { planResult } from './result.js';
import { planAnomaly, planStalled, planSupply, type SupplyData } from './supply.js';
import { isAboutAdvice, planTeleconsultation } from './teleconsultation.js';

/** Says who is told what by an event: rows of the plan, each audience once. Pure. */
export function planNotices(message: Pick<Envelope, 'name' | 'county' | 'data'>): PlannedNotice[] {
  const { county, data } = message;
  if (isReportDate(message.name)) return planReport(message.name, county, data as ReportNear);
  const name = message.name as MessageName;
  if (isAboutApproval(name)) return planApproval(name, data as ApprovalChanged);
  if (isAboutItem(name)) return planItem(name, data as ItemOverdue);
  if (isAboutAdvice(name)) return planTeleconsultation(name, data as TeleconsultationChanged);
  switch (name) {
    case 'supply.changed.v1':
    case 'reserve.floor-shortfall.v1':
      return planSupply(PLAN[name], county, data as SupplyData);
    case 'waitlist.stalled.v1':
      return planStalled(county, data as WaitListStalled);
    case 'anomaly.raised.v1':
      return planAnomaly(county, data as AnomalyRaised);
    case 'anomaly.signalled.v1':
      return planSignalled(county, data as AnomalySignalled);
    case 'calendar.missing.v1':
      return planMissing(county, data as CalendarMissing);
    case 'network.changed.v1':
      return planNetwork(county, data as NetworkChanged);
    case 'result.ready.v1':
      return planResult(data as ResultReady);
    default:
      return planReferral(name, data as ReferralData);
  }
}
