import { Module } from '@nestjs/common';
import { NetworkModule } from '../network/network.module.js';
import { ArrivalController } from './arrival/arrival.controller.js';
import { Arrivals } from './arrival/arrivals.js';
import { CareController } from './care/care.controller.js';
import { InterimController } from './care/interim.controller.js';
import { ChoiceController } from './choice/choice.controller.js';
import { Choices } from './choice/choices.js';
import { Deadlines } from './deadline/deadlines.js';
import { DecisionController } from './decision/decision.controller.js';
import { Delegations } from './deputy/delegations.js';
import { Deputies } from './deputy/deputies.js';
import { DeputyController } from './deputy/deputy.controller.js';
import { DraftController } from './draft/draft.controller.js';
import { DraftCommands } from './draft/draft-commands.js';
import { DraftExpiry } from './draft/draft-expiry.js';
import { DraftHolds, DraftSettlements } from './draft/draft-holds.js';
import { Drafts } from './draft/drafts.js';
import { SuccessorController } from './draft/successor.controller.js';
import { Successors } from './draft/successors.js';
import { Completions } from './emergency/completions.js';
import { EmergencyController } from './emergency/emergency.controller.js';
import { RetroEntries } from './emergency/retro-entries.js';
import { EndingController } from './ending/ending.controller.js';
import { Endings } from './ending/endings.js';
import { DisplacementsConsumer } from './escalation/displacements.consumer.js';
import { OverdueDisplacements } from './escalation/displacements.js';
import { EscalationController } from './escalation/escalation.controller.js';
import { Escalations } from './escalation/escalations.js';
import { NotesConsumer } from './escalation/notes.consumer.js';
import { Notes } from './escalation/notes.js';
import { OverdueReports } from './escalation/overdue-reports.js';
import { ReferralNumbers } from './number/numbers.js';
import { ReadingController } from './reading/reading.controller.js';
import { Readings } from './reading/readings.js';
import { WaitingController } from './reading/waiting.controller.js';
import { WaitingReferrals } from './reading/waiting.js';
import { Commands } from './road/commands.js';
import { Settlements } from './road/settlements.js';
import { TimedSteps } from './road/timed.js';
import { AwaitedSubmissions } from './submission/awaited-submissions.js';
import { Cases } from './submission/cases.js';
import { SubmissionController } from './submission/submission.controller.js';
import { Submissions } from './submission/submissions.js';
import { Reveals } from './trace/reveals.js';
import { TraceController } from './trace/trace.controller.js';
import { Traces } from './trace/traces.js';
import { UnitController } from './unit/unit.controller.js';
import { UnitAnswerConsumer } from './unit/unit-answer.consumer.js';
import { UnitAnswers } from './unit/unit-answers.js';
import { UnitRequests } from './unit/unit-requests.js';
import { VoidController } from './void/void.controller.js';
import { Voids } from './void/voids.js';

/** The referral itself, in all directions, from its submission to the closed loop. */
@Module({
  imports: [NetworkModule],
  controllers: [
    SubmissionController,
    DraftController,
    SuccessorController,
    ReadingController,
    ArrivalController,
    WaitingController,
    DecisionController,
    ChoiceController,
    UnitController,
    CareController,
    InterimController,
    EndingController,
    EscalationController,
    EmergencyController,
    VoidController,
    TraceController,
    DeputyController,
    UnitAnswerConsumer,
    NotesConsumer,
    DisplacementsConsumer,
  ],
  providers: [
    Cases,
    Submissions,
    AwaitedSubmissions,
    Drafts,
    DraftCommands,
    DraftHolds,
    DraftSettlements,
    DraftExpiry,
    Successors,
    ReferralNumbers,
    Settlements,
    Commands,
    Choices,
    Readings,
    Arrivals,
    WaitingReferrals,
    UnitRequests,
    UnitAnswers,
    TimedSteps,
    Deadlines,
    Escalations,
    OverdueReports,
    OverdueDisplacements,
    Traces,
    Reveals,
    Notes,
    Endings,
    Completions,
    RetroEntries,
    Voids,
    Deputies,
    Delegations,
  ],
  exports: [Drafts],
})
export class ReferralsModule {}
