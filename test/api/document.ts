import request, { type Test } from 'supertest';

/** The merged OpenAPI document of the front door, read as the list of what can be called. */

export interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: unknown[];
  allOf?: Schema[];
  example?: unknown;
  examples?: unknown[];
  format?: string;
}

interface RawOperation {
  'x-roles'?: string[];
  parameters?: { in: string; name: string }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

export interface Document {
  openapi: string;
  paths: Record<string, Record<string, RawOperation>>;
  components: { schemas: Record<string, Schema> };
}

export interface Operation {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `{id}` where an id stands. */
  path: string;
  roles: string[];
  /** A write asks for an Idempotency-Key; a question that must not stand in an address does not. */
  isWrite: boolean;
  body?: Schema;
}

/** A request by the operation's own method, nothing sent yet. */
export function asked(baseUrl: string, method: Operation['method'], path: string): Test {
  const verbs = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const;
  return request(baseUrl)[verbs[method]](path);
}

export function operationsOf(document: Document): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase() as Operation['method'],
      path,
      roles: operation['x-roles'] ?? [],
      isWrite: (operation.parameters ?? []).some(({ name }) => name.toLowerCase() === 'idempotency-key'),
      body: operation.requestBody?.content['application/json']?.schema,
    })),
  );
}

export function resolved(document: Document, schema: Schema): Schema {
  if (schema.$ref) return resolved(document, document.components.schemas[schema.$ref.split('/').pop() ?? ''] ?? {});
  return schema.allOf?.[0] ? { ...resolved(document, schema.allOf[0]), ...schema, allOf: undefined } : schema;
}

/** A body made of the examples that the document gives. */
export function sample(document: Document, schema: Schema): unknown {
  const full = resolved(document, schema);
  if (full.example !== undefined) return full.example;
  if (full.examples?.length) return full.examples[0];
  if (full.enum?.length) return full.enum[0];
  if (full.properties) {
    return Object.fromEntries(Object.entries(full.properties).map(([name, part]) => [name, sample(document, part)]));
  }
  if (full.items) return [sample(document, full.items)];
  return { string: 'text', number: 1, integer: 1, boolean: true, array: [], object: {} }[String(full.type)];
}
