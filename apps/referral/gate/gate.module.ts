import { Module } from '@nestjs/common';
import { NetworkModule } from '../network/network.module.js';
import { CatalogueController } from './catalogue/catalogue.controller.js';
import { Catalogues } from './catalogue/catalogues.js';
import { MassEventController } from './exemption/mass-event.controller.js';
import { MassEvents } from './exemption/mass-events.js';
import { VerdictPreviewController } from './verdict/verdict-preview.controller.js';
import { VerdictPreviews } from './verdict/verdict-previews.js';

/** First-visit diseases, what excuses from the first visit, and verdicts before they are made. */
@Module({
  imports: [NetworkModule],
  controllers: [CatalogueController, MassEventController, VerdictPreviewController],
  providers: [Catalogues, MassEvents, VerdictPreviews],
})
export class GateModule {}
