import { Inject, Injectable } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { ServiceName } from '#contracts/codes.js';
import { Problem } from '#service/problem/problem.js';
import { Services } from '../health/services.js';
import { VERSION } from '../version.js';
import { mergeDocuments, type ServiceDocument } from './merge.js';

const PATIENCE_MILLISECONDS = 3_000;
/** A service that was rolled out anew shows its new document after so long. */
const KEPT_MILLISECONDS = 60_000;

/** The documents of all services as one. */
@Injectable()
export class DocsService {
  private kept?: { document: OpenAPIObject; until: number };

  constructor(
    private readonly services: Services,
    @Inject(VERSION) private readonly version: string,
  ) {}

  /** @throws Problem 503 while a service cannot be asked and nothing is kept */
  async document(): Promise<OpenAPIObject> {
    if (this.kept && this.kept.until > Date.now()) return this.kept.document;
    const names = Object.keys(this.services.addresses) as ServiceName[];
    const documents = await Promise.all(names.map((name) => this.ask(name)));
    const document = mergeDocuments(documents, this.version);
    this.kept = { document, until: Date.now() + KEPT_MILLISECONDS };
    return document;
  }

  private async ask(service: ServiceName): Promise<ServiceDocument> {
    try {
      const url = new URL('/openapi.json', this.services.addresses[service]);
      const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) });
      if (!answer.ok) throw new Error(`${service} answered ${answer.status}`);
      return { service, document: (await answer.json()) as OpenAPIObject };
    } catch (cause) {
      throw silent(service, cause);
    }
  }
}

function silent(service: ServiceName, cause: unknown): Problem {
  const problem = new Problem({
    status: 503,
    code: 'UNAVAILABLE',
    detail: `The document of the ${service} service cannot be read now.`,
    headers: { 'Retry-After': '2' },
  });
  problem.cause = cause;
  return problem;
}
