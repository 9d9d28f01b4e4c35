import { Injectable } from '@nestjs/common';
import { Directories, type Directory } from '#service/export/directory.js';
import { Networks } from './networks.js';

/** Names of exported lists, as the county's network has them. */
@Injectable()
export class NetworkDirectories extends Directories {
  constructor(private readonly networks: Networks) {
    super();
  }

  async of(county: string): Promise<Directory> {
    const network = await this.networks.of(county);
    return {
      institution: (code) => network.institution(code),
      group: (institution, code) => network.departmentNamed(institution, code),
    };
  }
}
