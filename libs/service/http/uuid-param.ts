import { Param, ParseUUIDPipe } from '@nestjs/common';
import { notFound } from '../problem/problem.js';

/** A path parameter that is a uuid; anything else names nothing here: 404. */
export const UuidParam = (name = 'id'): ParameterDecorator =>
  Param(name, new ParseUUIDPipe({ exceptionFactory: () => notFound() }));
