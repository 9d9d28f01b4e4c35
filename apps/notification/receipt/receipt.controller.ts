import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '#service/auth/decorators.js';
import { SIGNATURE_HEADER, TIMESTAMP_HEADER } from '../channel/signature.js';
import { Receipt } from './receipt.dto.js';
import { Receipts } from './receipts.js';

/** For gateways, which have a secret and no account; its document is docs/gateway.md. */
@ApiExcludeController()
@Controller('v1/deliveries/receipts')
export class ReceiptController {
  constructor(private readonly receipts: Receipts) {}

  @Public()
  @Post()
  @HttpCode(204)
  take(
    @Body() receipt: Receipt,
    @Headers(TIMESTAMP_HEADER) timestamp: string | undefined,
    @Headers(SIGNATURE_HEADER) signature: string | undefined,
  ): Promise<void> {
    return this.receipts.take(receipt, { timestamp, signature });
  }
}
