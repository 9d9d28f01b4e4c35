import { Injectable } from '@nestjs/common';
import { localDate } from '#service/calendar/local-time.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { type Page, readCursor, toPage } from '#service/paging/cursor.js';
import { holdsOn } from './dated.js';
import type { InstitutionQuery, InstitutionView } from './institution.dto.js';
import type { Institution } from './institution.entity.js';
import type { Network } from './network.js';
import { Networks } from './networks.js';

/** The directory of the care network. */
@Injectable()
export class Institutions {
  constructor(
    private readonly networks: Networks,
    private readonly database: Database,
  ) {}

  /** Institutions of the county, or of all that it knows, that hold a licence today. */
  async list(county: string, query: InstitutionQuery): Promise<Page<InstitutionView>> {
    const network = await this.networks.of(county);
    const day = await this.database.transaction(SYSTEM, async (_, now) => localDate(now));
    const [after = ''] = readCursor(query.cursor, 'text');
    const members = query.consortium && new Set(network.membersOf(query.consortium, day));
    const rows = network
      .all()
      .filter((row) => query.beyond === 'true' || row.county === county)
      .filter((row) => row.code > after && holdsOn(row, day))
      .filter((row) => (!query.tier || row.tier === query.tier) && (!query.type || row.type === query.type))
      .filter((row) => !members || members.has(row.code))
      .slice(0, query.limit + 1);
    return toPage(
      rows,
      query.limit,
      (row) => view(row, network, day),
      (row) => [row.code],
    );
  }
}

function view(row: Institution, network: Network, day: string): InstitutionView {
  const { code, name, nameEn, type, tier, level, ownership, phone } = row;
  const parent = network.hierarchy.parentOf(code, day);
  return {
    code,
    name,
    nameEn,
    type,
    tier,
    level,
    ownership,
    ...(parent ? { parent } : {}),
    ...(phone ? { phone } : {}),
    consortia: network.consortiaOf(code, day).map((consortium) => consortium.id),
    departments: network.departments(code, day).map(({ deptCode, name, nameEn, pools, examItems, bedClasses }) => ({
      deptCode,
      name,
      nameEn,
      pools,
      examItems,
      bedClasses,
    })),
  };
}
