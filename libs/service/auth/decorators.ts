import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { Role } from '#contracts/codes.js';
import type { Principal } from './principal.js';

export const ROLES_KEY = 'fenji:roles';
export const PUBLIC_KEY = 'fenji:public';

/** A request after the guard has let it through. */
export interface WithPrincipal {
  principal?: Principal;
}

/** The roles that may call this handler; a handler without `@Roles` or `@Public` is refused (API5: deny by default). */
export function Roles(...roles: [Role, ...Role[]]): MethodDecorator & ClassDecorator {
  return applyDecorators(SetMetadata(ROLES_KEY, roles), ApiBearerAuth(), ApiExtension('x-roles', roles));
}

/** Anybody may call this handler, without a token. */
export function Public(): MethodDecorator & ClassDecorator {
  return applyDecorators(SetMetadata(PUBLIC_KEY, true), ApiExtension('x-roles', []));
}

/** The caller, as a parameter of a handler. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<WithPrincipal>();
  if (!principal) throw new Error('@Caller() on a public handler');
  return principal;
});
