import { Module } from '@nestjs/common';
import { Directories } from '#service/export/directory.js';
import { NetworkDirectories } from './directories.js';
import { EntitledNews } from './entitled/entitled-news.js';
import { InstitutionController } from './institution.controller.js';
import { Institutions } from './institutions.js';
import { NamesNews } from './named/names-news.js';
import { Networks } from './networks.js';
import { ChangesController } from './register/changes.controller.js';
import { REGISTER_CONTROLLERS } from './register/register.controller.js';
import { RegisterService } from './register/register.service.js';

/** Institutions, consortia, departments, doctors and teams. */
@Module({
  controllers: [InstitutionController, ChangesController, ...REGISTER_CONTROLLERS],
  providers: [
    Networks,
    Institutions,
    RegisterService,
    EntitledNews,
    NamesNews,
    { provide: Directories, useClass: NetworkDirectories },
  ],
  exports: [Networks, Directories],
})
export class NetworkModule {}
