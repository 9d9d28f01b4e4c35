import { Controller, Get, Header } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { DOCS_PAGE, DOCS_SCRIPT } from './docs.page.js';
import { DocsService } from './docs.service.js';

/** The API documents of all services; the styles and scripts of Swagger UI are served beside it (main.ts). */
@Controller('docs')
export class DocsController {
  constructor(private readonly docs: DocsService) {}

  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  page(): string {
    return DOCS_PAGE;
  }

  @Get('start.js')
  @Header('Content-Type', 'text/javascript; charset=utf-8')
  script(): string {
    return DOCS_SCRIPT;
  }

  /** One OpenAPI 3.1 document for everything under /v1. */
  @Get('openapi.json')
  openapi(): Promise<OpenAPIObject> {
    return this.docs.document();
  }
}
