import { Agent, type IncomingMessage, type ServerResponse } from 'node:http';
import { createProxyServer } from 'httpxy';
import { Counter, Histogram } from 'prom-client';
import type { ServiceName } from '#contracts/codes.js';
import { BODY_LIMIT, CSV_LIMIT } from '#service/http/body.js';
import { logger } from '#service/logging/logger.js';
import { notFound, Problem } from '#service/problem/problem.js';
import type { Admission } from '../session/admission.js';
import { answerProblem } from './answer.js';
import { dropHopByHop, identify } from './headers.js';
import { serviceOf } from './routes.js';

/** A service answers in 30 s at the latest and a live stream beats every 15 s: longer silence is a dead service. */
const SILENCE_MILLISECONDS = 60_000;

const durations = new Histogram({
  name: 'fenji_door_request_seconds',
  help: 'Time from request to the end of the answer, by service',
  labelNames: ['service', 'status'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
});
const failures = new Counter({
  name: 'fenji_door_failures_total',
  help: 'Requests whose service could not be reached or broke off',
  labelNames: ['service'],
});

/** Hands API requests to the service of their address and its answers back, as they come. */
export class ApiProxy {
  private readonly proxy = createProxyServer({
    agent: new Agent({ keepAlive: true, maxFreeSockets: 256 }),
    proxyTimeout: SILENCE_MILLISECONDS,
  });
  /** Open event streams, with the session that each belongs to. */
  private readonly streams = new Map<ServerResponse, string | undefined>();
  private readonly sessionOf = new WeakMap<ServerResponse, string>();
  private admission?: Admission;

  constructor(private readonly addresses: Readonly<Record<ServiceName, URL>>) {
    this.proxy.on('proxyRes', (answer, _request, response) => {
      dropHopByHop(answer.headers);
      if (answer.headers['content-type']?.startsWith('text/event-stream')) this.keep(response);
    });
    this.proxy.on('error', (error, request, response) => {
      if (request && response && 'writeHead' in response) fail(error, request, response);
    });
  }

  /** From now on a session's cookie is as good as a bearer token. */
  admitBy(admission: Admission): void {
    this.admission = admission;
  }

  /** Never throws: what goes wrong is answered as a problem. */
  handle(request: IncomingMessage, response: ServerResponse): void {
    identify(request.headers);
    const service = serviceOf(request.url ?? '');
    if (!service) answerProblem(request, response, notFound('The API has no such address.'));
    else if (isTooLarge(request)) answerProblem(request, response, tooLarge());
    else this.enter(service, request, response);
  }

  /** Ends the open event streams: their clients come back elsewhere, all other requests are short. */
  endStreams(): void {
    for (const response of this.streams.keys()) response.end();
  }

  /** Sessions with an open event stream here. */
  streamingSessions(): string[] {
    return [...this.streams.values()].filter((digest) => digest !== undefined);
  }

  /** Ends the event streams of these sessions. */
  endStreamsOf(sessions: ReadonlySet<string>): void {
    for (const [response, digest] of this.streams) if (digest !== undefined && sessions.has(digest)) response.end();
  }

  /** A bearer token goes straight on; a cookie never goes on, and what it stands for is asked for first. */
  private enter(service: ServiceName, request: IncomingMessage, response: ServerResponse): void {
    const digest = this.admission?.digestOf(request);
    if (!this.admission || digest === undefined) {
      this.pass(service, request, response);
      return;
    }
    this.sessionOf.set(response, digest);
    this.admission.admit(digest, request).then(
      () => this.pass(service, request, response),
      (problem: Problem) => answerProblem(request, response, problem),
    );
  }

  private pass(service: ServiceName, request: IncomingMessage, response: ServerResponse): void {
    const started = performance.now();
    response.once('close', () => {
      durations.observe({ service, status: response.statusCode }, (performance.now() - started) / 1000);
    });
    dropHopByHop(request.headers);
    delete request.headers.cookie;
    this.proxy.web(request, response, { target: this.addresses[service] }).catch((error: unknown) => {
      logger.warn({ service, err: error }, 'answer broke off');
      response.destroy();
    });
  }

  private keep(response: ServerResponse): void {
    this.streams.set(response, this.sessionOf.get(response));
    response.once('close', () => this.streams.delete(response));
  }
}

function fail(error: Error, request: IncomingMessage, response: ServerResponse): void {
  const service = serviceOf(request.url ?? '') ?? 'unknown';
  failures.inc({ service });
  logger.warn({ service, code: 'code' in error ? error.code : error.name }, 'service not reached');
  // Half an answer cannot be taken back: breaking off is the only honest sign.
  if (response.headersSent) response.destroy();
  else answerProblem(request, response, unavailable());
}

function unavailable(): Problem {
  return new Problem({
    status: 503,
    code: 'UNAVAILABLE',
    detail: 'The service does not answer now: repeat under the same key in a moment.',
    headers: { 'Retry-After': '1' },
  });
}

/** By what the sender says; the services count for themselves. */
function isTooLarge({ headers }: IncomingMessage): boolean {
  const limit = headers['content-type']?.startsWith('text/csv') ? CSV_LIMIT : BODY_LIMIT;
  return Number(headers['content-length'] ?? 0) > limit;
}

function tooLarge(): Problem {
  const detail = 'The body is larger than 256 KiB, or as a CSV file larger than 512 KiB.';
  return new Problem({ status: 413, code: 'BODY_TOO_LARGE', detail });
}
