import { Module } from '@nestjs/common';
import { NetworkModule } from '../network/network.module.js';
import { AdviceController } from './advice/advice.controller.js';
import { Advices } from './advice/advices.js';
import { CriteriaController } from './set/criteria.controller.js';
import { CriteriaSets } from './set/criteria-sets.js';
import { Trials } from './trial/trials.js';

/** Referral criteria as data, and the advice that is made from them. */
@Module({
  imports: [NetworkModule],
  controllers: [AdviceController, CriteriaController],
  providers: [Advices, CriteriaSets, Trials],
})
export class CriteriaModule {}
