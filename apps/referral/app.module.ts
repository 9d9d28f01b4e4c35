import { Module } from '@nestjs/common';
import { ServiceModule } from '#service/service.module.js';
import { AddressModule } from './address/address.module.js';
import { AnomalyModule } from './anomaly/anomaly.module.js';
import { ApprovalModule } from './approval/approval.module.js';
import { AvailabilityModule } from './availability/availability.module.js';
import { CalendarModule } from './calendar/calendar.module.js';
import { CriteriaModule } from './criteria/criteria.module.js';
import { careEntities } from './entities.js';
import { EpisodeModule } from './episode/episode.module.js';
import { ExamModule } from './exam/exam.module.js';
import { GateModule } from './gate/gate.module.js';
import { IndicatorModule } from './indicator/indicator.module.js';
import { InsuranceModule } from './insurance/insurance.module.js';
import { migrations } from './migrations/index.js';
import { NetworkModule } from './network/network.module.js';
import { PatientModule } from './patient/patient.module.js';
import { ReferralsModule } from './referral/referrals.module.js';
import { RoutingModule } from './routing/routing.module.js';
import { RulesModule } from './rules/rules.module.js';
import { TeleconsultationModule } from './teleconsultation/teleconsultation.module.js';
import { VisitModule } from './visit/visit.module.js';

/** Who may use the reserve, where a patient may go, and what became of it. */
@Module({
  imports: [
    ServiceModule.forService('referral', { entities: careEntities, migrations }),
    NetworkModule,
    AvailabilityModule,
    ApprovalModule,
    CalendarModule,
    RulesModule,
    RoutingModule,
    PatientModule,
    VisitModule,
    EpisodeModule,
    CriteriaModule,
    GateModule,
    InsuranceModule,
    ExamModule,
    AnomalyModule,
    IndicatorModule,
    ReferralsModule,
    TeleconsultationModule,
    AddressModule,
  ],
})
export class AppModule {}
