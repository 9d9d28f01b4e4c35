import { ApiProperty } from '@nestjs/swagger';
import { Key, LocalDate, Text } from '#service/openapi/fields.js';
import { PageQuery } from '#service/paging/cursor.js';

/** A mass event or disaster; who comes because of it is exempt from the first visit (EX10). */
export class DeclaredEvent {
  @Key('990101-2026-01') id: string;
  @Text(1, 100, '山洪') name: string;
  @Text(1, 100, 'Flash flood') nameEn: string;
  @LocalDate('2026-03-06') validFrom: string;
  /** The first day on which it no longer holds. */
  @LocalDate('2026-03-20') validTo: string;
}

export class EventQuery extends PageQuery {}

export class MassEventView extends DeclaredEvent {
  @ApiProperty({ example: 'county-health-authority' }) declaredBy: string;
  @ApiProperty({ format: 'date-time' }) declaredAt: string;
}
