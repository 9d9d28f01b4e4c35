import { Body, Controller, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Roles } from '#service/auth/decorators.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers } from '#service/openapi/answers.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { CapacityChangeRequest, ChangeQuery, ChangeView, DoctorSwapRequest, StopRequest } from './change.dto.js';
import { ChangesService } from './changes.service.js';

/** Supply that its hospital changes after publication. With `dryRun=true` each says who would be moved where. */
@ApiTags('supply changes')
@Controller('v1/sessions')
@Roles('his-adapter', 'referral-desk', 'roster-manager', 'bed-manager')
export class ChangesController {
  constructor(private readonly changes: ChangesService) {}

  /** More or fewer units, beds closed or opened; whoever has no unit any more is found another (domain §7.7). */
  @Post(':id/capacity-changes')
  @Answers(201, ChangeView)
  changeCapacity(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: CapacityChangeRequest,
    @Query() { dryRun }: ChangeQuery,
  ): Promise<Answer<ChangeView>> {
    return this.changes.changeCapacity(write, id, body, dryRun === 'true');
  }

  /** The session does not take place: everybody is found another unit, a place to wait or a desk task (domain §7.8). */
  @Post(':id/stops')
  @Answers(201, ChangeView)
  stop(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: StopRequest,
    @Query() { dryRun }: ChangeQuery,
  ): Promise<Answer<ChangeView>> {
    return this.changes.stop(write, id, body, dryRun === 'true');
  }

  /** Another doctor holds the session; who asked for the first by name follows where there is room. */
  @Post(':id/doctor-swaps')
  @Answers(201, ChangeView)
  swapDoctor(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: DoctorSwapRequest,
    @Query() { dryRun }: ChangeQuery,
  ): Promise<Answer<ChangeView>> {
    return this.changes.swapDoctor(write, id, body, dryRun === 'true');
  }
}
