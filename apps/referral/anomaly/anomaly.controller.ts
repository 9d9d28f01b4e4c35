import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers, AnswersPageOf } from '#service/openapi/answers.js';
import { type Page, PageQuery, readCursor, toPage } from '#service/paging/cursor.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { Anomalies } from './anomalies.js';
import { AnomalyDetail, AnomalyQuery, AnomalyView, ReviewForm, SignalView } from './anomaly.dto.js';
import { SIGNALS } from './signal.js';

/** Review lists of what should be looked at: evidence, never sanctions (domain §11). */
@ApiTags('supervision')
@Controller('v1')
export class AnomalyController {
  constructor(private readonly anomalies: Anomalies) {}

  /** The signals, their thresholds, and what this installation cannot see. */
  @Get('anomaly-signals')
  @Roles('county-health-authority', 'insurance-authority', 'medical-affairs')
  @AnswersPageOf(SignalView)
  signals(@Query() { cursor, limit }: PageQuery): Page<SignalView> {
    const [after = 0] = readCursor(cursor, 'integer');
    const numbered = SIGNALS.map((signal, at) => ({ ...signal, at: at + 1 })).filter(({ at }) => at > after);
    return toPage(
      numbered,
      limit,
      ({ code, zh, en, source, limits, missing }) => ({
        code,
        signal: { zh, en },
        source,
        limits: [...limits],
        ...(missing ? { missing } : {}),
      }),
      ({ at }) => [at],
    );
  }

  /** The authorities see their county, a hospital itself. */
  @Get('anomalies')
  @Roles('county-health-authority', 'insurance-authority', 'medical-affairs')
  @AnswersPageOf(AnomalyView)
  list(@Caller() caller: Principal, @Query() query: AnomalyQuery): Promise<Page<AnomalyView>> {
    return this.anomalies.list(caller, query);
  }

  /** One entry with what has been said of it. */
  @Get('anomalies/:id')
  @Roles('county-health-authority', 'insurance-authority', 'medical-affairs')
  @Answers(200, AnomalyDetail)
  read(@Caller() caller: Principal, @UuidParam() id: string): Promise<AnomalyDetail> {
    return this.anomalies.read(caller, id);
  }

  /** Seen, explained, confirmed or dismissed: a person's word, with a reason. */
  @Post('anomalies/:id/reviews')
  @Roles('county-health-authority', 'insurance-authority')
  @Answers(201, AnomalyView)
  review(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() form: ReviewForm,
  ): Promise<Answer<AnomalyView>> {
    return this.anomalies.review(write, id, form);
  }
}
