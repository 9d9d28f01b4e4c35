import { ApiProperty } from '@nestjs/swagger';

/** One wrong field, as the API document shows it. */
export class FieldErrorSchema {
  @ApiProperty({ example: 'clinical.diagnoses.0.code' }) field: string;
  @ApiProperty({ example: 'matches' }) code: string;
  @ApiProperty() message: string;
  @ApiProperty({ required: false, example: 'V05' }) rule?: string;
}

/** An error, as the API document shows it (RFC 9457). */
export class ProblemSchema {
  @ApiProperty({ format: 'uri' }) type: string;
  @ApiProperty() title: string;
  @ApiProperty({ type: 'integer' }) status: number;
  @ApiProperty() detail: string;
  @ApiProperty({ description: 'Stable: programs branch on it.' }) code: string;
  @ApiProperty({ type: () => FieldErrorSchema, isArray: true, required: false }) errors?: FieldErrorSchema[];
}
