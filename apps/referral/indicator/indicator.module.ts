import { Module } from '@nestjs/common';
import { NetworkModule } from '../network/network.module.js';
import { Flows } from './flows.js';
import { IndicatorController } from './indicator.controller.js';
import { IndicatorReports } from './indicator-reports.js';

/** The figures by which a county is supervised. */
@Module({
  imports: [NetworkModule],
  controllers: [IndicatorController],
  providers: [IndicatorReports, Flows],
})
export class IndicatorModule {}
