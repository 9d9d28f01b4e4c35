import { Module } from '@nestjs/common';
import { DiagnosisController } from '../diagnosis/diagnosis.controller.js';
import { NetworkModule } from '../network/network.module.js';
import { VisitController } from './visit.controller.js';
import { Visits } from './visits.js';

/** First visits and their diagnoses. */
@Module({
  imports: [NetworkModule],
  controllers: [VisitController, DiagnosisController],
  providers: [Visits],
})
export class VisitModule {}
