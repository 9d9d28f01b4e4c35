import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Roles } from '#service/auth/decorators.js';
import { AnswersPageOf } from '#service/openapi/answers.js';
import { type Page, readCursor, toPage } from '#service/paging/cursor.js';
import { C, V } from '../referral/machine/entrance-roles.js';
import { findDiagnoses } from './diagnoses.js';
import { DiagnosisEntry, DiagnosisQuery } from './diagnosis.dto.js';

@ApiTags('visits')
@Controller('v1/diagnoses')
export class DiagnosisController {
  /** The code table, a marked sample of ICD-10. */
  @Get()
  @Roles(...V, ...C, 'referral-desk', 'prehospital-staff', 'elder-care-staff', 'his-adapter')
  @AnswersPageOf(DiagnosisEntry)
  list(@Query() { q = '', cursor, limit }: DiagnosisQuery): Page<DiagnosisEntry> {
    const [after = ''] = readCursor(cursor, 'text');
    return toPage(
      findDiagnoses(q, after),
      limit,
      (entry) => entry,
      (entry) => [entry.code],
    );
  }
}
