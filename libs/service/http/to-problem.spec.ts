import { HttpException, NotFoundException } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import { QueueFull } from '#messaging/batcher.js';
import { notFound, Problem, staleVersion } from '../problem/problem.js';
import { toProblem } from './to-problem.js';

const databaseError = (code: string) => new QueryFailedError('SELECT 1', [], Object.assign(new Error('x'), { code }));

describe('what a client is told of an error', () => {
  it.each([
    ['a full queue', new QueueFull()],
    ['a lock time-out', databaseError('55P03')],
    ['a statement time-out', databaseError('57014')],
    ['too many connections', databaseError('53300')],
    ['a deadlock that outlived its retries', databaseError('40P01')],
    ['a lost connection', new Error('Connection terminated unexpectedly')],
    ['an exhausted pool', new Error('timeout exceeded when trying to connect')],
  ])('of %s: come again', (_, error) => {
    expect(toProblem(error)).toMatchObject({ status: 503, code: 'UNAVAILABLE', headers: { 'Retry-After': '1' } });
  });

  it.each([
    ['a broken constraint', databaseError('23505')],
    ['a bug', new TypeError('x is undefined')],
    ['an unknown status', new HttpException('x', 418)],
    ['no error at all', 'text'],
  ])('of %s: nothing', (_, error) => expect(toProblem(error)).toBeUndefined());

  it('of a NUL that reached the database: the request is malformed', () => {
    expect(toProblem(databaseError('22021'))).toMatchObject({ status: 400, code: 'MALFORMED' });
  });

  it('never passes on the text of a framework', () => {
    const problem = toProblem(new NotFoundException('Cannot GET /v1/patients/张三'));
    expect(JSON.stringify(problem)).not.toMatch(/张三|Cannot/);
    expect(problem).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });

  it('is the problem itself where one was thrown', () => {
    const problem = new Problem({ status: 409, code: 'UNIT_GONE', detail: 'Taken.', more: { options: [1] } });
    expect(toProblem(problem)).toBe(problem);
    expect(JSON.parse(JSON.stringify(problem))).toEqual({
      type: 'https://fenji.dev/problems/unit-gone',
      title: 'Conflict',
      status: 409,
      detail: 'Taken.',
      code: 'UNIT_GONE',
      options: [1],
    });
  });

  it('lets no further member overwrite what RFC 9457 defines', () => {
    const problem = new Problem({ status: 409, code: 'X', detail: 'x', more: { status: 200, code: 'Y' } });
    expect(problem.toJSON()).toMatchObject({ status: 409, code: 'X' });
  });

  it('has ready words for what is not there and what has changed', () => {
    expect(notFound()).toMatchObject({ status: 404 });
    expect(staleVersion(4).toJSON()).toMatchObject({ status: 412, currentVersion: 4 });
  });
});
