import { BaseRpcContext } from '@nestjs/microservices';
import type { Envelope } from '#contracts/envelope.js';

/** What a handler may know about a message besides its payload: `@Ctx() m: MessageContext`. */
export class MessageContext extends BaseRpcContext<[Envelope, number]> {
  constructor(
    readonly envelope: Envelope,
    /** 1 for the first delivery, one more after every failure of the handler. */
    readonly attempt: number,
  ) {
    super([envelope, attempt]);
  }
}
