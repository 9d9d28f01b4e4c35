import { ApiProperty } from '@nestjs/swagger';
import { Code } from '#service/openapi/fields.js';
import { PageQuery } from '#service/paging/cursor.js';
import { KINDS } from './kinds.js';

const NAMES = KINDS.filter(({ inMemory }) => inMemory !== false).map(({ name }) => name);

export class ChangesQuery extends PageQuery {
  @Code(NAMES, 'institutions', { optional: true }) kind?: string;
}

/** What was changed in the care network, when and by whom. */
export class NetworkChangeView {
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ enum: NAMES }) kind: string;
  @ApiProperty({ enum: ['insert', 'update', 'delete'] }) action: string;
  /** Absent where the database itself was used. */
  @ApiProperty({ required: false, example: 'county-health-authority' }) account?: string;
  /** The row as it stood, in the columns of its table; absent for a new one. */
  @ApiProperty({ required: false, type: Object }) before?: object;
  @ApiProperty({ required: false, type: Object }) after?: object;
}
