import { Module } from '@nestjs/common';
import { CalendarConsumer } from '#service/calendar/calendar.consumer.js';
import { Directories } from '#service/export/directory.js';
import { policyController } from '#service/rules/policy.controller.js';
import { ConsortiumOffices, PolicyBoard } from '#service/rules/policy-board.js';
import { ServiceModule } from '#service/service.module.js';
import { AdmissionsController } from './bed/admissions.controller.js';
import { Admissions } from './bed/admissions.service.js';
import { BedsController } from './bed/beds.controller.js';
import { Beds } from './bed/beds.service.js';
import { BookingActs } from './booking/acts.service.js';
import { BookingService } from './booking/booking.service.js';
import { BookingsController } from './booking/bookings.controller.js';
import { ChangesController } from './change/changes.controller.js';
import { ChangesService } from './change/changes.service.js';
import { DisplacementLadder } from './change/displacement-ladder.js';
import { DisplacementsController } from './change/displacements.controller.js';
import { DisplacementsService } from './change/displacements.service.js';
import { Clock } from './clock/clock.service.js';
import { ReleaseNews } from './clock/release-news.js';
import { supplyEntities } from './entities.js';
import { GamingWatch } from './gaming/gaming-watch.js';
import { ImportService } from './import/import.service.js';
import { ImportsController } from './import/imports.controller.js';
import { LedgerController } from './ledger/ledger.controller.js';
import { LevelNews } from './level/level-news.js';
import { migrations } from './migrations/index.js';
import { FreezesController } from './monitor/freezes.controller.js';
import { Freezes } from './monitor/freezes.service.js';
import { Monitor } from './monitor/monitor.service.js';
import { NetworkDirectories } from './network/directories.js';
import { NamesConsumer } from './network/names.consumer.js';
import { MergeConsumer } from './patient/merge.consumer.js';
import { NoConsortia } from './policy/consortium-offices.js';
import { SupplyPolicies } from './policy/policies.js';
import { ReportController } from './report/report.controller.js';
import { Reports } from './report/report.service.js';
import { RosterController } from './roster/roster.controller.js';
import { SeriesController } from './series/series.controller.js';
import { BookingSeries } from './series/series.service.js';
import { ReleasesController } from './supply/releases.controller.js';
import { SessionsController } from './supply/sessions.controller.js';
import { SupplyService } from './supply/supply.service.js';
import { UnitsController } from './supply/units.controller.js';
import { Door } from './unit/door.js';
import { Moves } from './unit/moves.js';
import { ReferralConsumer } from './unit/referral.consumer.js';
import { WaitEnds } from './wait-list/wait-ends.js';
import { WaitListController } from './wait-list/wait-list.controller.js';
import { WaitLists } from './wait-list/wait-list.service.js';
import { WardDaysController } from './ward/ward-days.controller.js';
import { WardDays } from './ward/ward-days.service.js';

/** What is left, who holds it and until when. */
@Module({
  imports: [ServiceModule.forService('reservation', { entities: supplyEntities, migrations })],
  controllers: [
    SessionsController,
    RosterController,
    ImportsController,
    ChangesController,
    DisplacementsController,
    LedgerController,
    ReleasesController,
    UnitsController,
    BookingsController,
    SeriesController,
    WardDaysController,
    BedsController,
    AdmissionsController,
    ReportController,
    FreezesController,
    WaitListController,
    ReferralConsumer,
    CalendarConsumer,
    MergeConsumer,
    NamesConsumer,
    policyController('reservation'),
  ],
  providers: [
    SupplyPolicies,
    PolicyBoard,
    { provide: ConsortiumOffices, useClass: NoConsortia },
    { provide: Directories, useClass: NetworkDirectories },
    ChangesService,
    DisplacementLadder,
    DisplacementsService,
    SupplyService,
    ImportService,
    Door,
    Moves,
    BookingService,
    BookingActs,
    Clock,
    BookingSeries,
    WardDays,
    Beds,
    Admissions,
    Monitor,
    Freezes,
    Reports,
    ReleaseNews,
    WaitLists,
    WaitEnds,
    LevelNews,
    GamingWatch,
  ],
})
export class AppModule {}
