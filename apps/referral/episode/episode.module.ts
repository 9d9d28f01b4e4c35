import { Module } from '@nestjs/common';
import { EpisodeController } from './episode.controller.js';
import { Episodes } from './episodes.js';

/** Courses of care, from the first visit to the follow-up. */
@Module({ controllers: [EpisodeController], providers: [Episodes] })
export class EpisodeModule {}
