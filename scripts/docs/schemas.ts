import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { describeValidatedClasses } from '#service/openapi/from-validators.js';

type Class = new () => object;

@Module({})
class NoModule {}

/** JSON schemas of classes and of all that they contain, from their validators: the same words as in the API documents. */
export async function schemasOf(classes: Class[]): Promise<Record<string, unknown>> {
  describeValidatedClasses();
  const app = await NestFactory.create(NoModule, { logger: false });
  const head = new DocumentBuilder().setOpenAPIVersion('3.1.0').build();
  const { components } = SwaggerModule.createDocument(app, head, { extraModels: classes });
  await app.close();
  const schemas = Object.entries(components?.schemas ?? {});
  return Object.fromEntries(schemas.sort(([a], [b]) => (a < b ? -1 : 1)));
}
