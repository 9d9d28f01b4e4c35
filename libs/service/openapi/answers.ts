import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiResponse, getSchemaPath } from '@nestjs/swagger';

/** Documents what a handler answers: `@Answers(201, Referral)`. */
export function Answers(status: number, type?: Type): MethodDecorator {
  return ApiResponse({ status, type, description: '' });
}

/** Documents a list handler that answers a `Page` of items. */
export function AnswersPageOf(item: Type): MethodDecorator {
  const schema = {
    type: 'object' as const,
    required: ['items'],
    properties: {
      items: { type: 'array' as const, items: { $ref: getSchemaPath(item) } },
      next: { type: 'string' as const, description: 'Cursor of the next page; absent on the last.' },
    },
  };
  return applyDecorators(ApiExtraModels(item), ApiOkResponse({ schema, description: '' }));
}
