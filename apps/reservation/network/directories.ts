import { Injectable } from '@nestjs/common';
import { Database } from '#service/database/database.js';
import { Directories, type Directory, type Named } from '#service/export/directory.js';
import { readNames } from './names.store.js';

/** Names of exported lists, as referral has told them. */
@Injectable()
export class NetworkDirectories extends Directories {
  constructor(private readonly database: Database) {
    super();
  }

  async of(county: string): Promise<Directory> {
    const houses = await this.database.transaction({ county, institution: '*' }, (tx) => readNames(tx, county));
    const named = new Map<string, Named>();
    for (const house of houses) {
      named.set(house.institution, house);
      for (const group of house.groups) named.set(`${house.institution} ${group.code}`, group);
    }
    return {
      institution: (code) => named.get(code),
      // Beds of a class stand under their department: `21.rehab`.
      group: (institution, code) =>
        named.get(`${institution} ${code}`) ?? named.get(`${institution} ${code.replace(/\.[a-z-]+$/, '')}`),
    };
  }
}
