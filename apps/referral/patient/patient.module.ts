import { Module } from '@nestjs/common';
import { NetworkModule } from '../network/network.module.js';
import { Contacts } from './contacts.js';
import { PatientController } from './patient.controller.js';
import { Patients } from './patients.js';
import { RegistrationController } from './registration.controller.js';
import { Registrations } from './registrations.js';

/** The county's patient index and the family-doctor contracts. */
@Module({
  imports: [NetworkModule],
  controllers: [PatientController, RegistrationController],
  providers: [Patients, Registrations, Contacts],
})
export class PatientModule {}
