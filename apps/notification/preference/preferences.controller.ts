import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Role } from '#contracts/codes.js';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { NoQuery } from '#service/http/no-query.js';
import { Answers } from '#service/openapi/answers.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { NewPreferences, PreferencesView } from './preference.dto.js';
import { Preferences } from './preferences.js';

/** Everybody but machines. */
const PEOPLE = [
  'family-doctor',
  'primary-doctor',
  'team-member',
  'referral-clerk',
  'hospital-doctor',
  'department-head',
  'referral-desk',
  'roster-manager',
  'bed-manager',
  'arrival-desk',
  'ward-nurse',
  'medical-affairs',
  'elder-care-staff',
  'prehospital-staff',
  'consortium-office',
  'county-health-authority',
  'insurance-authority',
] as const satisfies readonly Role[];

/** How the caller wants to be told. U1 and U2 come on every channel of the plan, whatever is chosen here. */
@ApiTags('notices')
@Controller('v1/preferences')
@Roles(...PEOPLE)
export class PreferencesController {
  constructor(private readonly preferences: Preferences) {}

  /** The caller's own choices and addresses, these masked. */
  @Get()
  @Answers(200, PreferencesView)
  own(@Caller() caller: Principal, @Query() _query: NoQuery): Promise<Answer<PreferencesView>> {
    return this.preferences.own(caller);
  }

  /** Replaces the choices; they hold at once, also for what still waits to be sent. */
  @Put()
  @Answers(200, PreferencesView)
  change(@WriteRequest() write: Write, @Body() wish: NewPreferences): Promise<Answer<PreferencesView>> {
    return this.preferences.change(write, wish);
  }
}
