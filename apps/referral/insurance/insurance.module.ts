import { Module } from '@nestjs/common';
import { NetworkModule } from '../network/network.module.js';
import { BenefitPreviewController } from './benefit-preview.controller.js';
import { BenefitPreviews } from './benefit-previews.js';
import { CoverageController } from './coverage.controller.js';
import { Coverages } from './coverages.js';
import { LadderController } from './ladder.controller.js';
import { Ladders } from './ladders.js';

/** Who is insured how, what the funds pay at each tier, and what care is expected to cost. */
@Module({
  imports: [NetworkModule],
  controllers: [LadderController, CoverageController, BenefitPreviewController],
  providers: [Ladders, Coverages, BenefitPreviews],
})
export class InsuranceModule {}
