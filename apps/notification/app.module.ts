import { Module } from '@nestjs/common';
import { CalendarConsumer } from '#service/calendar/calendar.consumer.js';
import { Policies } from '#service/rules/policies.js';
import { policyController } from '#service/rules/policy.controller.js';
import { ConsortiumOffices, PolicyBoard } from '#service/rules/policy-board.js';
import { ServiceModule } from '#service/service.module.js';
import { Addresses } from './address/addresses.js';
import { EndpointAddresses } from './address/endpoint-addresses.js';
import { PatientAddresses } from './address/patient-addresses.js';
import { StaffAddresses } from './address/staff-addresses.js';
import { Adapters } from './channel/adapters.js';
import { adaptersFrom, Reaches } from './channel/configured.js';
import { Courier } from './delivery/courier.js';
import { Recorder } from './delivery/recorder.js';
import { Sweeper } from './delivery/sweeper.js';
import { DigestService } from './digest/digest.service.js';
import { DutyRostersController } from './duty/duty-rosters.controller.js';
import { DutyRosters } from './duty/duty-rosters.js';
import { PushSubscriptionController, WebhookController } from './endpoint/endpoint.controller.js';
import { PushSubscriptions } from './endpoint/push-subscriptions.js';
import { Webhooks } from './endpoint/webhooks.js';
import { NotificationEnv, readNotificationEnv } from './env.js';
import { Acknowledgements } from './inbox/acknowledgement.service.js';
import { Counts } from './inbox/counts.service.js';
import { InboxController } from './inbox/inbox.controller.js';
import { Snoozes } from './inbox/snooze.service.js';
import { migrations } from './migrations/index.js';
import { NoticeConsumer } from './notice/notice.consumer.js';
import { NoticeController } from './notice/notice.controller.js';
import { NoticeService } from './notice/notice.service.js';
import { ReadingService } from './notice/reading.service.js';
import { Telling } from './notice/telling.js';
import { OperatorController } from './operator/operator.controller.js';
import { Operator } from './operator/operator.js';
import { NoConsortia } from './policy/consortium-offices.js';
import { PreferencesController } from './preference/preferences.controller.js';
import { Preferences } from './preference/preferences.js';
import { Reaching } from './reach/reaching.js';
import { ReceiptController } from './receipt/receipt.controller.js';
import { Receipts } from './receipt/receipts.js';
import { Reminding } from './reminder/reminder.service.js';
import { ReportDates } from './report-date/report-dates.service.js';
import { Retention } from './retention/retention.service.js';
import { SlotAlerts } from './slot/alerts.service.js';
import { SlotConsumer } from './slot/slot.consumer.js';
import { SlotSubscriptionsController } from './slot/subscriptions.controller.js';
import { SlotSubscriptions } from './slot/subscriptions.service.js';
import { SlotSupply } from './slot/supply.service.js';
import { Feeds } from './stream/feeds.js';
import { StreamController } from './stream/stream.controller.js';
import { StreamService } from './stream/stream.service.js';
import { NoticeTraces } from './trace/notice-traces.js';
import { NoticeTraceController } from './trace/trace.controller.js';

/** Who is told what, when and how (architecture §1). */
@Module({
  imports: [ServiceModule.forService('notification', { entities: [], migrations })],
  controllers: [
    NoticeConsumer,
    NoticeController,
    SlotConsumer,
    SlotSubscriptionsController,
    StreamController,
    WebhookController,
    ReceiptController,
    OperatorController,
    NoticeTraceController,
    PushSubscriptionController,
    CalendarConsumer,
    PreferencesController,
    DutyRostersController,
    InboxController,
    policyController('notification'),
  ],
  providers: [
    Policies,
    Reaching,
    Preferences,
    DutyRosters,
    Telling,
    NoticeService,
    ReadingService,
    Acknowledgements,
    Snoozes,
    Counts,
    Feeds,
    StreamService,
    DigestService,
    Reminding,
    SlotSupply,
    SlotAlerts,
    SlotSubscriptions,
    PolicyBoard,
    PatientAddresses,
    StaffAddresses,
    Addresses,
    Recorder,
    Courier,
    Sweeper,
    Retention,
    ReportDates,
    NoticeTraces,
    { provide: NotificationEnv, useFactory: () => readNotificationEnv() },
    { provide: Adapters, useFactory: adaptersFrom, inject: [NotificationEnv, Reaches] },
    { provide: Reaches, useFactory: (env: NotificationEnv) => new Reaches(env), inject: [NotificationEnv] },
    EndpointAddresses,
    Receipts,
    Operator,
    Webhooks,
    PushSubscriptions,
    { provide: ConsortiumOffices, useClass: NoConsortia },
  ],
})
export class AppModule {}
