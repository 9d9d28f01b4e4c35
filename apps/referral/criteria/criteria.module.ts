import { Module } from '@nestjs/common';
import { NetworkModule } from '../network/network.module.js';
import { AdviceController } from './advice.controller.js';
import { Advices } from './advices.js';
import { CriteriaController } from './criteria.controller.js';
import { CriteriaSets } from './criteria-sets.js';
import { Trials } from './trials.js';

/** Referral criteria as data, and the advice that is made from them. */
@Module({
  imports: [NetworkModule],
  controllers: [AdviceController, CriteriaController],
  providers: [Advices, CriteriaSets, Trials],
})
export class CriteriaModule {}
