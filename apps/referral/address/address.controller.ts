import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '#service/auth/decorators.js';
import { InternalGuard } from '#service/auth/internal.guard.js';
import { type AddressAnswer, AddressQuestion } from './address.dto.js';
import { Addresses } from './addresses.js';

/** The only question between services: the door does not lead here (architecture §6). */
@ApiExcludeController()
@Controller('internal/addresses')
export class AddressController {
  constructor(private readonly addresses: Addresses) {}

  @Public()
  @UseGuards(InternalGuard)
  @Post()
  @HttpCode(200)
  find(@Body() question: AddressQuestion): Promise<AddressAnswer> {
    return this.addresses.find(question);
  }
}
