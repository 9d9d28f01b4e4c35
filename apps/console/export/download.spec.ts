import { fileAddress } from './download';

describe('the address of a list as a file', () => {
  it('is that of the list, with its filters and without the empty ones', () => {
    const filters = { from: 'L2', role: '', institution: undefined, dueKind: 'decide' };
    expect(fileAddress('/v1/overdue-items', filters, 'csv')).toBe(
      '/v1/overdue-items?format=csv&from=L2&dueKind=decide',
    );
  });
});
