import { Module } from '@nestjs/common';
import { CalendarConsumer } from '#service/calendar/calendar.consumer.js';
import { policyController } from '#service/rules/policy.controller.js';
import { ConsortiumOffices, PolicyBoard } from '#service/rules/policy-board.js';
import { ServiceModule } from '#service/service.module.js';
import { DigestService } from './digest/digest.service.js';
import { migrations } from './migrations/index.js';
import { NoticeConsumer } from './notice/notice.consumer.js';
import { NoticeController } from './notice/notice.controller.js';
import { NoticeService } from './notice/notice.service.js';
import { ReadingService } from './notice/reading.service.js';
import { NoConsortia } from './policy/consortium-offices.js';
import { Feeds } from './stream/feeds.js';
import { StreamController } from './stream/stream.controller.js';
import { StreamService } from './stream/stream.service.js';

/** Who is told what, when and how (architecture §1). */
@Module({
  imports: [ServiceModule.forService('notification', { entities: [], migrations })],
  controllers: [NoticeConsumer, NoticeController, StreamController, CalendarConsumer, policyController('notification')],
  providers: [
    NoticeService,
    ReadingService,
    Feeds,
    StreamService,
    DigestService,
    PolicyBoard,
    { provide: ConsortiumOffices, useClass: NoConsortia },
  ],
})
export class AppModule {}
