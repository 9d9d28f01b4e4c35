import {
  Catch,
  type INestApplication,
  type INestMicroservice,
  type RpcExceptionFilter,
  ValidationPipe,
} from '@nestjs/common';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { type Observable, throwError } from 'rxjs';
import { PermanentError } from './errors.js';
import type { FenjiStrategy } from './strategy.js';

/** Gives the error back as it is: Nest's own filter would log it and hide its class from the consumer. */
@Catch()
class UnchangedError implements RpcExceptionFilter<unknown> {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}

/**
 * Connects the transport with the pipe and the filter of messages. Those of HTTP differ, and global ones set after
 * `connectMicroservice` without `deferInitialization` never reach a message: it would be handled unvalidated
 * (engineering §2.4). The caller starts it with `app.startAllMicroservices()`.
 */
export function connectMessages(app: INestApplication, strategy: FenjiStrategy): INestMicroservice {
  const microservice = app.connectMicroservice<MicroserviceOptions>({ strategy }, { deferInitialization: true });
  microservice.useGlobalPipes(
    new ValidationPipe({
      transform: true,
      // A newer producer may say more than this consumer knows: unknown fields are dropped, not refused (R25).
      whitelist: true,
      exceptionFactory: (errors) => new PermanentError('PAYLOAD_INVALID', errors.map((e) => e.property).join(', ')),
    }),
  );
  microservice.useGlobalFilters(new UnchangedError());
  return microservice;
}
