import { type ValidationError, ValidationPipe } from '@nestjs/common';
import { type FieldError, Problem } from '../problem/problem.js';

/** The pipe of the HTTP entrance: unknown fields are refused, every wrong field is named. */
export function httpValidation(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    exceptionFactory: (errors) => validationFailed(fieldErrors(errors)),
  });
}

/** 400 with every wrong field. */
export function validationFailed(errors: FieldError[]): Problem {
  return new Problem({
    status: 400,
    code: 'VALIDATION_FAILED',
    detail: 'Some fields are wrong, unknown or missing: see errors.',
    errors,
  });
}

/** Flattens class-validator's tree to dotted paths: `clinical.diagnoses.0.code`. */
export function fieldErrors(errors: ValidationError[], parent = ''): FieldError[] {
  return errors.flatMap((error) => {
    const field = [parent, error.property].filter(Boolean).join('.') || 'body';
    const own = Object.entries(error.constraints ?? {}).map(([name, message]) => ({
      field,
      code: codeOf(name),
      message,
    }));
    return [...own, ...fieldErrors(error.children ?? [], field)];
  });
}

/** isInt → is-int; what the whitelist refuses is an unknown field. */
function codeOf(constraint: string): string {
  if (constraint === 'whitelistValidation') return 'unknown-field';
  return constraint.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace(/^-/, '');
}
