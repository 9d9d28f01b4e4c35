import { Module } from '@nestjs/common';
import { NetworkModule } from '../network/network.module.js';
import { ApprovalController } from './approval.controller.js';
import { ApprovalLadder } from './approval-ladder.js';
import { Approvals } from './approvals.js';

/** Who may leave the network. */
@Module({ imports: [NetworkModule], controllers: [ApprovalController], providers: [Approvals, ApprovalLadder] })
export class ApprovalModule {}
