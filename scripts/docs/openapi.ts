import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { rememberRules } from '#service/http/validator-rules.js';
import { openApiDocument } from '#service/openapi/document.js';
import { mergeDocuments } from '../../apps/door/docs/merge.js';
import { AppModule as Notification } from '../../apps/notification/app.module.js';
import { AppModule as Referral } from '../../apps/referral/app.module.js';
import { AppModule as Reservation } from '../../apps/reservation/app.module.js';

/** The document that the door serves, made without a running service: Nest reads the modules and starts none of them. */
export async function openApi(version: string): Promise<OpenAPIObject> {
  rememberRules();
  const services = { referral: Referral, reservation: Reservation, notification: Notification };
  const documents = [];
  for (const [service, module] of Object.entries(services)) {
    documents.push({ service, document: await documentOf(service, module) });
  }
  return mergeDocuments(documents as Parameters<typeof mergeDocuments>[0], version);
}

async function documentOf(service: string, module: Type): Promise<OpenAPIObject> {
  const app = await NestFactory.create(module, { preview: true, logger: false, abortOnError: false });
  return openApiDocument(app, service);
}

/** The TypeScript types of a document, for the client of the console. */
export async function typesOf(document: OpenAPIObject): Promise<string> {
  return astToString(await openapiTS(document as OpenAPI3));
}
