import { Module } from '@nestjs/common';
import { InstitutionController } from './institution.controller.js';
import { Institutions } from './institutions.js';
import { Networks } from './networks.js';

/** Institutions, consortia, departments, doctors and teams. */
@Module({ controllers: [InstitutionController], providers: [Networks, Institutions], exports: [Networks] })
export class NetworkModule {}
