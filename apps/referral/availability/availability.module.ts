import { Module } from '@nestjs/common';
import { LevelConsumer } from './level.consumer.js';
import { Levels } from './levels.js';

/** What is left, as reservation told it: looked at, never decided by. */
@Module({ controllers: [LevelConsumer], providers: [Levels] })
export class AvailabilityModule {}
