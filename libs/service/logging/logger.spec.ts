import { pino } from 'pino';
import { redaction } from './logger.js';

describe('a log line', () => {
  it('says nothing of the row that PostgreSQL refused, nor of the values that were sent', () => {
    const lines: string[] = [];
    const logger = pino({ redact: redaction }, { write: (line) => lines.push(line) });
    const refused = Object.assign(new Error('null value violates not-null constraint'), {
      detail: 'Failing row contains (I20.9).',
      where: 'unnamed portal parameter $1 = I20.9',
    });
    const wrapped = Object.assign(new Error('query failed'), {
      ...refused,
      driverError: refused,
      parameters: ['I20.9'],
    });
    logger.error({ err: wrapped }, 'request failed');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('not-null');
    expect(lines[0]).not.toContain('I20.9');
  });
});
