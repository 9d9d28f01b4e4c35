import { Module } from '@nestjs/common';
import { NetworkModule } from '../network/network.module.js';
import { RouteController } from './route.controller.js';
import { Routes } from './routes.js';

/** Where a patient may go. */
@Module({ imports: [NetworkModule], controllers: [RouteController], providers: [Routes] })
export class RoutingModule {}
