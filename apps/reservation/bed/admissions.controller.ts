import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers } from '#service/openapi/answers.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { Admissions } from './admissions.service.js';
import { AdmissionRequest, OccupancyEnd, OccupancyView } from './occupancy.dto.js';

/** Patients in beds: arrival desk or ward, at a township the team. Each sees its own institution only. */
@ApiTags('beds')
@Controller('v1')
@Roles('arrival-desk', 'ward-nurse', 'bed-manager', 'hospital-doctor', 'his-adapter', 'family-doctor', 'primary-doctor')
export class AdmissionsController {
  constructor(private readonly admissions: Admissions) {}

  /** Gives the patient of a booking, who has come, a bed; never one in which somebody lies. */
  @Post('bookings/:id/admissions')
  @Answers(201, OccupancyView)
  admit(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: AdmissionRequest,
  ): Promise<Answer<OccupancyView>> {
    return this.admissions.admit(write, id, body);
  }

  @Get('occupancies/:id')
  @Answers(200, OccupancyView)
  read(@Caller() caller: Principal, @UuidParam() id: string): Promise<Answer<OccupancyView>> {
    return this.admissions.find(caller, id);
  }

  /** Discharges the patient, or moves the patient to another bed: then the answer is the new occupancy. */
  @Post('occupancies/:id/ends')
  @Answers(201, OccupancyView)
  end(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: OccupancyEnd,
  ): Promise<Answer<OccupancyView>> {
    return this.admissions.end(write, id, body);
  }
}
