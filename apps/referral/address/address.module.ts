import { Module } from '@nestjs/common';
import { AddressController } from './address.controller.js';
import { Addresses } from './addresses.js';

/** Where to reach a patient, for notification alone. */
@Module({ controllers: [AddressController], providers: [Addresses] })
export class AddressModule {}
