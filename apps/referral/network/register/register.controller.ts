import { Body, Controller, Get, Post, Query, type Type } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { ROLES } from '#contracts/codes.js';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { CsvFile, ImportQuery } from '#service/import/import.dto.js';
import { Answers, AnswersPageOf } from '#service/openapi/answers.js';
import type { Page } from '#service/paging/cursor.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import type { Kind, Row } from './kind.js';
import { KINDS } from './kinds.js';
import { ImportedView, RegisteredView, RegisterQuery } from './register.dto.js';
import { RegisterService } from './register.service.js';

/** One controller for each kind: the same three ways in, each with the fields of its kind in the API document. */
export const REGISTER_CONTROLLERS: Type[] = KINDS.map(controllerOf);

function controllerOf(kind: Kind): Type {
  @ApiTags('network')
  @Controller(`v1/network/${kind.name}`)
  class RegisterController {
    constructor(private readonly register: RegisterService) {}

    /** Rows of the county, by their key; with `on` those that hold on that day. */
    @Get()
    @Roles(...ROLES)
    @AnswersPageOf(kind.row)
    list(@Caller() caller: Principal, @Query() query: RegisterQuery): Promise<Page<Row>> {
      return this.register.list(kind, caller, query);
    }

    /** Puts a row: a new one, or another content under the same key. What is left out of a known row stays as it is. */
    @Post()
    @Roles(...kind.keepers)
    @ApiBody({ type: kind.row })
    @Answers(201, RegisteredView)
    put(@WriteRequest() write: Write, @Body() row: Row): Promise<Answer<RegisteredView>> {
      return this.register.put(kind, write, row);
    }

    /** Puts the rows of a CSV file, all or nothing; the columns are the fields of a row, lists are parted by semicolons. */
    @Post('imports')
    @Roles(...kind.keepers)
    @Answers(201, ImportedView)
    import(
      @WriteRequest() write: Write,
      @Body() { csv }: CsvFile,
      @Query() { dryRun }: ImportQuery,
    ): Promise<Answer<ImportedView>> {
      return dryRun === 'true'
        ? this.register.preview(kind, write.principal, csv)
        : this.register.import(kind, write, csv);
    }
  }
  // The compiler writes down the type of a parameter as it knows it; the pipe checks by the class of this kind.
  Reflect.defineMetadata('design:paramtypes', [Object, kind.row], RegisterController.prototype, 'put');
  const name = kind.name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
  return Object.defineProperty(RegisterController, 'name', { value: `${name}Controller` });
}
