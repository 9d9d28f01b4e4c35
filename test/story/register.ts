import type { ImportedView, RegisteredView } from '../../apps/referral/network/register/register.dto.js';
import type { Api, Problem } from '../../scripts/demo/api.js';

/** What the keepers of the care network send and read, over the public door. */

export const FROM = '2026-04-01';

export interface Row {
  [field: string]: unknown;
}
export interface List {
  items: Row[];
  next?: string;
}

export const put = (api: Api, kind: string, row: Row) =>
  api.attempt<RegisteredView>(`/v1/network/${kind}`, { body: row });

export const file = (api: Api, kind: string, lines: string[], query = '') =>
  api.attempt<ImportedView>(`/v1/network/${kind}/imports${query}`, { body: { csv: lines.join('\n') } });

export const rowsOf = async (api: Api, kind: string, query = '') =>
  (await api.read<List>(`/v1/network/${kind}?limit=100${query}`)).body.items;

/** `field code` of everything that was found wrong. */
export const faults = ({ body }: { body: unknown }) =>
  ((body as Problem).errors ?? []).map(({ field, code }: { field: string; code?: string }) => `${field} ${code}`);

export const township = (code: string, more: Row = {}): Row => ({
  code,
  name: `${code} 卫生院`,
  nameEn: `Centre ${code}`,
  type: 'township-health-centre',
  level: 1,
  ownership: 'public',
  divisionCode: '990101140000',
  validFrom: FROM,
  ...more,
});

export const geriatrics: Row = {
  ...{ institution: '990101H01', deptCode: '03.09', name: '老年科', nameEn: 'Geriatrics', validFrom: FROM },
};
