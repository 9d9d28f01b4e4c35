import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { Flag, LocalDate } from '#service/openapi/fields.js';

/** Institution code: what the scope of a caller can hold. */
export function HouseCode(example: string, optional = false): PropertyDecorator {
  return pattern(/^[A-Za-z0-9-]{1,32}$/, example, optional);
}

/** GB/T 2260 code of a county, or of a city above counties. */
export function CountyCode(example: string, optional = false): PropertyDecorator {
  return pattern(/^\d{6}$/, example, optional);
}

export function pattern(matching: RegExp, example: string, optional = false): PropertyDecorator {
  const described = ApiProperty({ type: String, required: !optional, pattern: matching.source, example });
  return applyDecorators(described, ...(optional ? [IsOptional()] : []), Matches(matching));
}

/** A list of different codes. */
export function Codes(matching: RegExp, example: string[], most = 500): PropertyDecorator {
  const item = { type: 'string' as const, pattern: matching.source };
  return applyDecorators(
    ApiProperty({ type: 'array', items: item, required: false, example }),
    IsOptional(),
    IsArray(),
    ArrayMaxSize(most),
    ArrayUnique(),
    Matches(matching, { each: true }),
  );
}

export function Whole(min: number, max: number, example: number, optional = false): PropertyDecorator {
  const described = ApiProperty({ type: 'integer', required: !optional, minimum: min, maximum: max, example });
  return applyDecorators(described, ...(optional ? [IsOptional()] : []), IsInt(), Min(min), Max(max));
}

/** What every row of the network may say beside its own fields. */
export class RegisterRow {
  /** Takes the row away. Only before it begins to hold: one that has held is ended by `validTo`. */
  @Flag(false, { optional: true }) withdraw?: boolean;
}

/** A row that holds for some time. */
export class DatedRow extends RegisterRow {
  @LocalDate('2026-04-01') validFrom: string;
  /** The first day on which it no longer holds; left out or null = until further notice. */
  @LocalDate('2031-04-01', { optional: true }) validTo?: string | null;
}
