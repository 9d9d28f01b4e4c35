import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { AnswersPageOf } from '#service/openapi/answers.js';
import type { Page } from '#service/paging/cursor.js';
import { C } from '../referral/machine/entrance-roles.js';
import { PatientLookup, PatientQuery, PatientReadQuery, PatientSearch, PatientView } from './patient.dto.js';
import { Patients } from './patients.js';

@ApiTags('patients')
@Controller('v1')
export class PatientController {
  constructor(private readonly patients: Patients) {}

  /** Patients under contract with the caller's teams, or of the caller's institution; masked. */
  @Get('patients')
  @Roles('family-doctor', 'primary-doctor', ...C)
  @AnswersPageOf(PatientView)
  list(@Caller() caller: Principal, @Query() query: PatientQuery): Promise<Page<PatientView>> {
    return this.patients.list(caller, query);
  }

  /** Some of these patients, by name, birth date, document or key group; what is typed travels in the body. */
  @Post('patient-searches')
  @HttpCode(200)
  @Roles('family-doctor', 'primary-doctor', ...C)
  @AnswersPageOf(PatientView)
  search(@Caller() caller: Principal, @Body() search: PatientSearch): Promise<Page<PatientView>> {
    return this.patients.search(caller, search);
  }

  /** Finds a patient by document; the number travels in the body, never in the address. */
  @Post('patient-lookups')
  @HttpCode(200)
  @Roles('family-doctor', 'primary-doctor', 'hospital-doctor', 'referral-desk', 'arrival-desk', ...C)
  @ApiOkResponse({ type: PatientView })
  lookUp(@Caller() caller: Principal, @Body() lookup: PatientLookup): Promise<PatientView> {
    return this.patients.lookUp(caller, lookup);
  }

  /** One patient; every read is recorded, and a reveal with its reason. */
  @Get('patients/:id')
  @Roles('family-doctor', 'primary-doctor', 'hospital-doctor', 'referral-desk', 'arrival-desk', ...C)
  @ApiOkResponse({ type: PatientView })
  read(@Caller() caller: Principal, @UuidParam() id: string, @Query() query: PatientReadQuery): Promise<PatientView> {
    return this.patients.read(caller, id, query);
  }
}
