import { All, Controller } from '@nestjs/common';
import { Problem } from '#service/problem/problem.js';

/** Stands in for the sign-in at a door without a client id. */
@Controller('session')
export class NoSignInController {
  @All(['', '*rest'])
  refuse(): never {
    const detail = 'This door lets nobody sign in: set OIDC_CLIENT_ID (docs/running.md). The API takes bearer tokens.';
    throw new Problem({ status: 404, code: 'SIGN_IN_OFF', detail });
  }
}
