import type { INestApplication } from '@nestjs/common';
import { Body, Controller, Get, Module, Post, Query } from '@nestjs/common';
import { ApiProperty, type OpenAPIObject } from '@nestjs/swagger';
import { Test } from '@nestjs/testing';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Public, Roles } from '../auth/decorators.js';
import { PageQuery } from '../paging/cursor.js';
import { type Write, WriteRequest } from '../write/write.js';
import { Answers, AnswersPageOf } from './answers.js';
import { openApiDocument } from './document.js';

class Part {
  @IsInt() @Min(1) count: number;
}

class Whole extends Part {
  @IsUUID() id: string;
  @IsIn(['a', 'b']) kind: 'a' | 'b';
  @IsISO8601() at: string;
  @IsOptional() @IsString() @MaxLength(5) note?: string;
  @Matches(/^\d{6}$/) county: string;
  @IsString({ each: true }) @ArrayMaxSize(3) codes: string[];
  @ValidateNested({ each: true }) @Type(() => Part) parts: Part[];
  @IsOptional() @ValidateNested() @Type(() => Part) part?: Part;
  @IsInt() size: number = 20;
}

class Search extends PageQuery {
  @ApiProperty({ example: 'x' }) @IsString() word: string;
}

@Controller('v1/wholes')
class WholeController {
  @Roles('family-doctor')
  @Answers(201, Whole)
  @Post()
  create(@Body() whole: Whole, @WriteRequest() _write: Write): Whole {
    return whole;
  }

  @Public()
  @AnswersPageOf(Whole)
  @Get()
  list(@Query() _search: Search): object {
    return {};
  }
}

@Module({ controllers: [WholeController] })
class WholeModule {}

describe('the OpenAPI document', () => {
  let app: INestApplication;
  let document: OpenAPIObject;

  beforeAll(async () => {
    app = (await Test.createTestingModule({ imports: [WholeModule] }).compile()).createNestApplication();
    await app.init();
    document = openApiDocument(app, 'test');
  });

  afterAll(() => app.close());

  it('describes a class by its validators alone', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.components?.schemas?.Whole).toEqual({
      type: 'object',
      required: ['count', 'id', 'kind', 'at', 'county', 'codes', 'parts'],
      properties: {
        count: { type: 'integer', minimum: 1 },
        id: { type: 'string', format: 'uuid' },
        kind: { type: 'string', enum: ['a', 'b'] },
        at: { type: 'string', format: 'date-time' },
        note: { type: 'string', maxLength: 5 },
        county: { type: 'string', pattern: '^\\d{6}$' },
        codes: { type: 'array', items: { type: 'string' }, maxItems: 3 },
        parts: { type: 'array', items: { $ref: '#/components/schemas/Part' } },
        part: { $ref: '#/components/schemas/Part' },
        size: { type: 'integer', default: 20 },
      },
    });
  });

  it('names the roles, the headers of a write, its answer, and problems', () => {
    const operation = document.paths['/v1/wholes']?.post;
    expect(operation).toMatchObject({
      'x-roles': ['family-doctor'],
      security: [{ bearer: [] }],
      responses: {
        201: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Whole' } } } },
        default: {
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemSchema' } } },
        },
      },
    });
    const headers = operation?.parameters?.map((parameter) => ('name' in parameter ? parameter.name : ''));
    expect(headers).toEqual(expect.arrayContaining(['Idempotency-Key', 'If-Match', 'Prefer']));
    expect(document.paths['/v1/wholes']?.get).toMatchObject({ 'x-roles': [] });
  });

  it('shows what a query inherits beside what it describes itself', () => {
    const parameters = document.paths['/v1/wholes']?.get?.parameters ?? [];
    const names = parameters.map((parameter) => ('name' in parameter ? parameter.name : ''));
    expect(names.sort()).toEqual(['cursor', 'limit', 'word']);
  });

  it('describes a page', () => {
    const schema = document.paths['/v1/wholes']?.get?.responses[200];
    expect(JSON.stringify(schema)).toContain('"items":{"type":"array","items":{"$ref":"#/components/schemas/Whole"}}');
  });
});
