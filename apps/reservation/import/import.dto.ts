import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsNotEmpty, IsOptional, IsString, IsUUID, ValidateNested } from 'class-validator';
import { localDate, plusDays } from '#service/calendar/local-time.js';
import { AccountView } from '../supply/supply.dto.js';

/** A roster that works on the day of the process's start: rosters can't be published for the past. */
function exampleRoster(today: Date): string {
  const date = plusDays(localDate(today), 6);
  return [
    'externalId,pool,group,doctorId,startsAt,endsAt,place,preparation,device,capacity,segmentMinutes',
    `import-${date}-am,expert-slot,03.04,dr-zhang,${date}T08:00:00+08:00,${date}T12:00:00+08:00,"Outpatients, room 12",,,40,30`,
    `import-${date}-ct,exam,ct,,${date}T08:00:00+08:00,${date}T12:00:00+08:00,CT room 2,Nothing to eat for 4 hours,CT 2,16,15`,
    '',
  ].join('\n');
}

/** A roster as a CSV file in a JSON string; the file itself may be sent as text/csv instead. */
export class ImportRequest {
  /**
   * At most 2 000 rows below a header row, UTF-8 with or without byte order mark, comma-separated, quoted where needed.
   * Columns in any order: externalId, pool, group, startsAt, endsAt, place, capacity (required); doctorId, bedClass,
   * preparation, device, segmentMinutes, allotment, declaredTotal. They mean what the fields of a session mean; an
   * empty cell leaves the field out.
   */
  @ApiProperty({ example: exampleRoster(new Date()) }) @IsString() @IsNotEmpty() csv: string;
}

/** What became of one row, or would. */
export class ImportedRow {
  /** In the file; the header is line 1. */
  @IsInt() line: number;
  @IsString() externalId: string;
  @IsIn(['created', 'unchanged']) outcome: 'created' | 'unchanged';
  /** Absent in a dry run for what would be created. */
  @IsOptional() @IsUUID() sessionId?: string;
}

export class ImportView {
  @IsBoolean() dryRun: boolean;
  @IsInt() created: number;
  /** Rows whose session was published before with the same content. */
  @IsInt() unchanged: number;
  @ApiProperty({ type: [ImportedRow] }) @ValidateNested({ each: true }) @Type(() => ImportedRow) rows: ImportedRow[];
  /** The accounts of these sessions afterwards, each with its reserve. */
  @ApiProperty({ type: [AccountView] })
  @ValidateNested({ each: true })
  @Type(() => AccountView)
  accounts: AccountView[];
}
