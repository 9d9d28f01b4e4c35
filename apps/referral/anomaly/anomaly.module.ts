import { Module } from '@nestjs/common';
import { NetworkModule } from '../network/network.module.js';
import { Anomalies } from './anomalies.js';
import { AnomalyController } from './anomaly.controller.js';
import { GamingConsumer } from './gaming.consumer.js';
import { Gaming } from './gaming.js';
import { Rounds } from './rounds.js';
import { Stays } from './stays.js';

/** What somebody should look at, with its evidence. */
@Module({
  imports: [NetworkModule],
  controllers: [AnomalyController, GamingConsumer],
  providers: [Anomalies, Rounds, Stays, Gaming],
})
export class AnomalyModule {}
