import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';
import { PROBLEM_TYPE, type Problem } from '#service/problem/problem.js';

const secure = helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } });

/** Answers a problem of the door itself on the bare response of an API address. */
export function answerProblem(request: IncomingMessage, response: ServerResponse, problem: Problem): void {
  const body = JSON.stringify(problem);
  const requestId = request.headers['x-request-id'];
  if (typeof requestId === 'string') response.setHeader('X-Request-Id', requestId);
  secure(request, response, () => {
    response.writeHead(problem.status, {
      ...problem.headers,
      'Cache-Control': 'no-store',
      'Content-Type': PROBLEM_TYPE,
      'Content-Length': Buffer.byteLength(body),
    });
    response.end(body);
  });
}
