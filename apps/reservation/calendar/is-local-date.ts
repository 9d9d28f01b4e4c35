import { applyDecorators } from '@nestjs/common';
import { IsISO8601, Matches } from 'class-validator';

/** A field that holds a local date `YYYY-MM-DD` of the calendar: 02-30 is none. */
export function IsLocalDate(): PropertyDecorator {
  return applyDecorators(Matches(/^\d{4}-\d\d-\d\d$/), IsISO8601({ strict: true }));
}
