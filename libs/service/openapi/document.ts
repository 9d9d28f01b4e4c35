import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { PROBLEM_TYPE } from '../problem/problem.js';
import { describeValidatedClasses } from './from-validators.js';
import { ProblemSchema } from './problem.schema.js';

/** The OpenAPI 3.1 document of a service; every operation may also answer a problem. */
export function openApiDocument(app: INestApplication, service: string): OpenAPIObject {
  describeValidatedClasses();
  const head = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(`Fenji ${service}`)
    .setDescription(
      'Tiered care (分级诊疗): first visit, two-way referral, reserve. Errors are problem details (RFC 9457).',
    )
    .setVersion('1')
    .addBearerAuth()
    .addGlobalResponse({
      status: 'default',
      description: 'Problem',
      content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/ProblemSchema' } } },
    })
    .build();
  return SwaggerModule.createDocument(app, head, {
    extraModels: [ProblemSchema],
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
}

/** Serves the document at /openapi.json; the readable page is the door's. */
export function serveOpenApi(app: INestApplication, service: string): void {
  const document = JSON.stringify(openApiDocument(app, service));
  app
    .getHttpAdapter()
    .get('/openapi.json', (_: unknown, response: { type(name: string): { send(text: string): void } }) => {
      response.type('application/json').send(document);
    });
}
