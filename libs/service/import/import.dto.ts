import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsNotEmpty, IsOptional, IsString } from 'class-validator';

/** How a file is taken. */
export class ImportQuery {
  /** `true`: says what would happen and changes nothing. */
  @ApiProperty({ required: false, enum: ['true', 'false'] }) @IsOptional() @IsIn(['true', 'false']) dryRun?: string;
}

/** A CSV file in a JSON string; the file itself may be sent as text/csv instead. */
export class CsvFile {
  /** UTF-8 with or without byte order mark, comma-separated, quoted where needed, a header row; columns in any order. */
  @ApiProperty({ example: 'institution,validFrom\n' }) @IsString() @IsNotEmpty() csv: string;
}
