import { Module } from '@nestjs/common';
import { NetworkModule } from '../network/network.module.js';
import { ReferralsModule } from '../referral/referrals.module.js';
import { Asking } from './asking.js';
import { TeleconsultationController } from './teleconsultation.controller.js';
import { TeleconsultationDrafts } from './teleconsultation-drafts.js';
import { TeleconsultationReadings } from './teleconsultation-readings.js';
import { TeleconsultationTimers } from './teleconsultation-timers.js';
import { Teleconsultations } from './teleconsultations.js';

/** Advice before a referral (domain §4.7). */
@Module({
  imports: [NetworkModule, ReferralsModule],
  controllers: [TeleconsultationController],
  providers: [Asking, Teleconsultations, TeleconsultationReadings, TeleconsultationDrafts, TeleconsultationTimers],
})
export class TeleconsultationModule {}
