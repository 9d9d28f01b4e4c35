import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsISO8601,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsInstant } from '../http/is-instant.js';

/** Each decorator is the rule of a form field and its line in the API document, so that the two cannot differ. */

interface Listed {
  optional?: boolean;
  /** The field is a list of at most so many values. */
  list?: number;
  /** The list holds at least so many. */
  least?: number;
}

const several = ({ list, least }: Listed) =>
  list === undefined ? [] : [IsArray(), ArrayMaxSize(list), ...(least ? [ArrayMinSize(least)] : [])];
const maybe = ({ optional }: Listed) => (optional ? [IsOptional()] : []);
const described = ({ optional, list }: Listed, more: object) =>
  ApiProperty({ required: !optional, isArray: list !== undefined, ...more });

/** Text of `min` to `max` characters (`A..n` of WS 445). */
export function Text(min: number, max: number, example: unknown, how: Listed = {}): PropertyDecorator {
  const each = { each: how.list !== undefined };
  const length = { minLength: min, maxLength: max };
  return applyDecorators(
    described(how, { type: String, example, ...length }),
    ...maybe(how),
    ...several(how),
    IsString(each),
    Length(min, max, each),
  );
}

/** One of the code values of the domain. */
export function Code(values: readonly (string | number)[], example: unknown, how: Listed = {}): PropertyDecorator {
  const each = { each: how.list !== undefined };
  return applyDecorators(
    described(how, { enum: values, example }),
    ...maybe(how),
    ...several(how),
    IsIn(values as (string | number)[], each),
  );
}

/** A code of a table that is kept as data: letters, digits, dot and hyphen. */
export function Key(example: string, how: Listed = {}): PropertyDecorator {
  return applyDecorators(described(how, { type: String, example }), ...maybe(how), Matches(/^[A-Za-z0-9.-]{1,40}$/));
}

/** Text of a fixed form. */
export function Patterned(pattern: RegExp, example: string, how: Listed = {}): PropertyDecorator {
  return applyDecorators(
    described(how, { type: String, pattern: pattern.source, example }),
    ...maybe(how),
    IsString(),
    Matches(pattern),
  );
}

export function Id(example: string, how: Listed = {}): PropertyDecorator {
  const each = { each: how.list !== undefined };
  const told = described(how, { type: String, format: 'uuid', example: how.list === undefined ? example : [example] });
  return applyDecorators(told, ...maybe(how), ...several(how), IsUUID('all', each));
}

/** ISO 8601 with an offset or `Z`: without one it would mean whatever zone the server runs in. */
export function Instant(example: string, how: Listed = {}): PropertyDecorator {
  return applyDecorators(
    described(how, { type: String, format: 'date-time', example }),
    ...maybe(how),
    IsInstant(),
    Matches(/(?:Z|[+-]\d{2}:\d{2})$/, { message: '$property must carry an offset, for example +08:00' }),
  );
}

/** A local date `YYYY-MM-DD` of the calendar: 02-30 is none. */
export function LocalDate(example: string, how: Listed = {}): PropertyDecorator {
  return applyDecorators(
    described(how, { type: String, format: 'date', example }),
    ...maybe(how),
    Matches(/^\d{4}-\d{2}-\d{2}$/),
    IsISO8601({ strict: true }),
  );
}

export function Quantity(minimum: number, maximum: number, example: number, how: Listed = {}): PropertyDecorator {
  return applyDecorators(
    described(how, { type: Number, minimum, maximum, example }),
    ...maybe(how),
    IsNumber({ allowNaN: false, allowInfinity: false }),
    Min(minimum),
    Max(maximum),
  );
}

export function Flag(example: boolean, how: Listed = {}): PropertyDecorator {
  return applyDecorators(described(how, { type: Boolean, example }), ...maybe(how), IsBoolean());
}

/** A part of the form with fields of its own. */
export function Part(type: () => new () => object, how: Listed = {}): PropertyDecorator {
  return applyDecorators(
    // Swagger takes a function for a lazy type only when its name is `type`.
    described(how, { type: () => type() }),
    ...maybe(how),
    ...(how.list === undefined ? [IsObject()] : several(how)),
    ValidateNested({ each: how.list !== undefined }),
    Type(type),
  );
}
