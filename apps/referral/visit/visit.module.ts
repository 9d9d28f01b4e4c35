import { Module } from '@nestjs/common';
import { NetworkModule } from '../network/network.module.js';
import { DiagnosisController } from './diagnosis.controller.js';
import { VisitController } from './visit.controller.js';
import { Visits } from './visits.js';

/** First visits and their diagnoses. */
@Module({
  imports: [NetworkModule],
  controllers: [VisitController, DiagnosisController],
  providers: [Visits],
})
export class VisitModule {}
