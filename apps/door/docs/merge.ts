import type { OpenAPIObject } from '@nestjs/swagger';

export interface ServiceDocument {
  readonly service: string;
  readonly document: OpenAPIObject;
}

const REFERENCE = /"#\/components\/schemas\/([^"]+)"/g;

/**
 * One OpenAPI 3.1 document for all services. Schemas of one name and one content are shared; where two services mean
 * different things by a name, the later one's gets the name of its service in front.
 */
export function mergeDocuments(documents: readonly ServiceDocument[], version: string): OpenAPIObject {
  const merged: OpenAPIObject = {
    openapi: '3.1.0',
    info: {
      title: 'Fenji 分级',
      version,
      description:
        'Tiered care (分级诊疗): first visit, two-way referral, reserve. Errors are problem details (RFC 9457).',
    },
    servers: [{ url: '/' }],
    paths: {},
    components: { schemas: {}, securitySchemes: {} },
  };
  for (const { service, document } of documents) add(merged, service, document);
  return merged;
}

function add(merged: OpenAPIObject, service: string, given: OpenAPIObject): void {
  const known = merged.components?.schemas ?? {};
  const document = withFreeNames(service, given, known);
  for (const [path, item] of Object.entries(document.paths)) {
    if (merged.paths[path]) throw new Error(`${path} is answered by two services`);
    merged.paths[path] = item;
  }
  Object.assign(known, document.components?.schemas);
  Object.assign(merged.components?.securitySchemes ?? {}, document.components?.securitySchemes);
}

function withFreeNames(service: string, document: OpenAPIObject, known: object): OpenAPIObject {
  const taken = new Map(Object.entries(known).map(([name, schema]) => [name, JSON.stringify(schema)]));
  const own = Object.entries(document.components?.schemas ?? {});
  const clashing = own.filter(([name, schema]) => taken.has(name) && taken.get(name) !== JSON.stringify(schema));
  if (clashing.length === 0) return document;
  const renamed = new Map(clashing.map(([name]) => [name, `${capital(service)}${name}`]));
  const text = JSON.stringify(document).replace(REFERENCE, (all, name: string) =>
    renamed.has(name) ? `"#/components/schemas/${renamed.get(name)}"` : all,
  );
  const copy = JSON.parse(text) as OpenAPIObject;
  const schemas = Object.entries(copy.components?.schemas ?? {});
  const components = {
    ...copy.components,
    schemas: Object.fromEntries(schemas.map(([name, schema]) => [renamed.get(name) ?? name, schema])),
  };
  return { ...copy, components };
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
