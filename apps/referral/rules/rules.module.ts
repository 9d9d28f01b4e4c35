import { Module } from '@nestjs/common';
import { policyController } from '#service/rules/policy.controller.js';
import { ConsortiumOffices, PolicyBoard } from '#service/rules/policy-board.js';
import { NetworkModule } from '../network/network.module.js';
import { LeadOffices } from './consortium-offices.js';

/** The parameters that referral applies. */
@Module({
  imports: [NetworkModule],
  controllers: [policyController('referral')],
  providers: [PolicyBoard, { provide: ConsortiumOffices, useClass: LeadOffices }],
})
export class RulesModule {}
