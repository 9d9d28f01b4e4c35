import { ApiHeader } from '@nestjs/swagger';

const HEADERS = [
  {
    name: 'Idempotency-Key',
    required: true,
    schema: { type: 'string', format: 'uuid' },
    description: 'The same key and body again get the first answer; kept 72 hours.',
  },
  {
    name: 'If-Match',
    required: false,
    schema: { type: 'string', example: '"3"' },
    description: 'ETag you have read; every transition wants it.',
  },
  {
    name: 'Prefer',
    required: false,
    schema: { type: 'string', example: 'wait=2' },
    description: 'Seconds you would wait for a fuller answer, at most 10.',
  },
] as const;

/** Shows the headers of a write in the API document of the handler that has a `@WriteRequest()` parameter. */
export function documentWriteHeaders(target: object, method: string | symbol | undefined): void {
  if (method === undefined) return;
  const descriptor = Object.getOwnPropertyDescriptor(target, method);
  if (descriptor) for (const header of HEADERS) ApiHeader(header)(target, method, descriptor);
}
