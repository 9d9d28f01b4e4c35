import { Module } from '@nestjs/common';
import { NetworkModule } from '../network/network.module.js';
import { DiagnosisController } from './diagnosis.controller.js';
import { EpisodeController } from './episode.controller.js';
import { Episodes } from './episodes.js';
import { VisitController } from './visit.controller.js';
import { Visits } from './visits.js';

/** First visits, their diagnoses, and the courses of care they belong to. */
@Module({
  imports: [NetworkModule],
  controllers: [VisitController, DiagnosisController, EpisodeController],
  providers: [Visits, Episodes],
})
export class VisitModule {}
