import { IsIn, IsOptional, IsUUID, Matches } from 'class-validator';

export const RECEIPT_STATUSES = ['delivered', 'undelivered'] as const;
export type ReceiptStatus = (typeof RECEIPT_STATUSES)[number];

/** What a gateway says became of a message that it had taken (docs/gateway.md). */
export class Receipt {
  /** The id that came with the message. */
  @IsUUID() id: string;
  @Matches(/^\d{6}$/) county: string;
  @IsIn(RECEIPT_STATUSES) status: ReceiptStatus;
  /** The gateway's own short word for it. */
  @IsOptional() @Matches(/^[\w.-]{1,40}$/) code?: string;
}
