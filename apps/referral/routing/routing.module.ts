import { Module } from '@nestjs/common';
import { NetworkModule } from '../network/network.module.js';
import { AgreementController } from './agreement.controller.js';
import { Agreements } from './agreements.js';
import { RouteController } from './route.controller.js';
import { Routes } from './routes.js';

/** Where a patient may go. */
@Module({
  imports: [NetworkModule],
  controllers: [RouteController, AgreementController],
  providers: [Routes, Agreements],
})
export class RoutingModule {}
