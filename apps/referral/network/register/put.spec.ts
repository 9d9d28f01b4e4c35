import type { EntityManager } from 'typeorm';
import type { Principal } from '#service/auth/principal.js';
import type { Kind } from './kind.js';
import { putRows } from './put.js';
import { RowRefused } from './row-refused.js';

/** Every row fits only once the row below it stands: each round takes one, and looks at all the others. */
describe('rows of the network', () => {
  it('that wait for one another in a chain are not tried for ever', async () => {
    const rows = Array.from({ length: 200 }, (_, place) => ({ id: place }));
    let [next, attempts] = [rows.length - 1, 0];
    const kind = {
      table: 'team',
      key: ['id'],
      required: ['id'],
      optional: [],
      keepers: ['county-health-authority'],
      owner: () => ({}),
      completed: (row: { id: number }) => {
        attempts += 1;
        if (row.id !== next) throw new RowRefused({ column: 'id', code: 'overlap', message: 'Not yet.', later: true });
        next -= 1;
        return row;
      },
    } as unknown as Kind;
    const principal = { county: '990101', roles: ['county-health-authority'] } as unknown as Principal;
    const tx = { query: async () => [] } as unknown as EntityManager;
    const hand = { principal, day: '2026-03-06', led: { consortia: new Set<string>(), members: new Set<string>() } };
    const results = await putRows(tx, kind, rows, hand);
    expect(results).toHaveLength(rows.length);
    expect(results.filter((one) => 'fault' in one).length).toBeGreaterThan(0);
    expect(attempts).toBeLessThanOrEqual(8 * rows.length);
  });
});
