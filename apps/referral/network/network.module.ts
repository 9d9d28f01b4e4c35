import { Module } from '@nestjs/common';
import { EntitledNews } from './entitled/entitled-news.js';
import { InstitutionController } from './institution.controller.js';
import { Institutions } from './institutions.js';
import { Networks } from './networks.js';
import { ChangesController } from './register/changes.controller.js';
import { REGISTER_CONTROLLERS } from './register/register.controller.js';
import { RegisterService } from './register/register.service.js';

/** Institutions, consortia, departments, doctors and teams. */
@Module({
  controllers: [InstitutionController, ChangesController, ...REGISTER_CONTROLLERS],
  providers: [Networks, Institutions, RegisterService, EntitledNews],
  exports: [Networks],
})
export class NetworkModule {}
