import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Roles } from '#service/auth/decorators.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers } from '#service/openapi/answers.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { C } from '../referral/machine/entrance-roles.js';
import { Contacts } from './contacts.js';
import {
  CorrectContact,
  CorrectedContact,
  Merge,
  MergedPatient,
  RegisteredPatient,
  RegisterPatient,
} from './registration.dto.js';
import { Registrations } from './registrations.js';

@ApiTags('patients')
@Controller('v1/patients')
@Roles('family-doctor', 'primary-doctor', 'hospital-doctor', 'referral-desk', 'arrival-desk')
export class RegistrationController {
  constructor(
    private readonly registrations: Registrations,
    private readonly contacts: Contacts,
  ) {}

  /** Somebody came to the caller's institution; whom the county knows already keeps the id (200). */
  @Post()
  @Answers(201, RegisteredPatient)
  register(@WriteRequest() write: Write, @Body() form: RegisterPatient): Promise<Answer<RegisteredPatient>> {
    return this.registrations.register(write, form);
  }

  /** How the patient is reached from now on. Recorded with the caller's name, and what it was before is kept. */
  @Post(':id/contacts')
  @Roles('family-doctor', 'primary-doctor', 'hospital-doctor', 'referral-desk', 'arrival-desk', ...C)
  @Answers(201, CorrectedContact)
  correct(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() contact: CorrectContact,
  ): Promise<Answer<CorrectedContact>> {
    return this.contacts.correct(write, id, contact);
  }

  /** Says who the patient with a temporary number was. Recorded with the caller's name. */
  @Post(':id/merges')
  @Answers(201, MergedPatient)
  merge(@WriteRequest() write: Write, @UuidParam() id: string, @Body() body: Merge): Promise<Answer<MergedPatient>> {
    return this.registrations.merge(write, id, body);
  }
}
