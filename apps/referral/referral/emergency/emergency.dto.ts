import { PartialType } from '@nestjs/swagger';
import { Id, Instant, Key, Part, Text } from '#service/openapi/fields.js';
import { UpBody } from '../form/body.dto.js';
import { Consent, Contact, Transport } from '../form/head.dto.js';

/** `POST …/alert-acknowledgements`: a named person has taken note of the emergency (T34), or takes it over (F05). */
export class AlertAcknowledgement {
  @Text(1, 500, 'Catheter room is ready', { optional: true }) text?: string;
}

export class CompletedUpBody extends PartialType(UpBody) {}

/** `POST …/form-completions`: what an emergency's form was sent without (T37, V13). */
export class FormCompletion {
  @Part(() => Consent, { optional: true }) consent?: Consent;
  @Part(() => Contact, { optional: true }) contact?: Contact;
  @Part(() => Transport, { optional: true }) transport?: Transport;
  /** Replaces the body as far as it is given. */
  @Part(() => CompletedUpBody, { optional: true }) up?: CompletedUpBody;
}

/** One side of an emergency that is written down afterwards. */
export class RetroSide {
  @Key('990101T01') institution: string;
  /** Who sent the patient; on the receiving side nobody need be named. */
  @Id('0195f000-0000-7000-8000-000000000050', { optional: true }) doctorId?: string;
  @Key('20', { optional: true }) deptCode?: string;
}

/** `POST /v1/retro-entries`: an emergency that has arrived already, at most 24 hours ago (T32). */
export class RetroEntry {
  @Id('0195f000-0000-7000-8000-000000000010') patientId: string;
  /** Who sent the patient: needed where the receiver writes it down. */
  @Part(() => RetroSide, { optional: true }) from?: RetroSide;
  /** Where the patient arrived: needed where the sender writes it down. */
  @Part(() => RetroSide, { optional: true }) to?: RetroSide;
  @Instant('2026-03-06T08:10:00+08:00') arrivedAt: string;
  @Instant('2026-03-06T08:05:00+08:00', { optional: true }) arrivedAmbulanceAt?: string;
  @Instant('2026-03-06T08:12:00+08:00', { optional: true }) handoverDoneAt?: string;
  @Part(() => Consent, { optional: true }) consent?: Consent;
  @Part(() => UpBody) up: UpBody;
}
