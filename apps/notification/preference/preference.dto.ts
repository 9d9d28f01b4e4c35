import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsIn, IsInt, IsOptional, MaxLength, Min } from 'class-validator';
import { Code, Part, Patterned } from '#service/openapi/fields.js';
import { LANGUAGES, type Language } from '../delivery/delivery.js';

/** What a person may choose; a call is for U1 and U2 only, and these are nobody's choice. */
export const OWN_CHANNELS = ['sms', 'messenger', 'push', 'email'] as const;
export type OwnChannel = (typeof OWN_CHANNELS)[number];

const DIGESTS = ['at-once', 'daily'] as const;
const TIME = /^([01][0-9]|2[0-3]):[0-5][0-9]$/;

/** Local hours without any SMS, e-mail or message but for U1 and U2; they may lie across midnight. */
export class OwnQuietHours {
  @Patterned(TIME, '21:00') from: string;
  @Patterned(TIME, '07:00') to: string;
}

/** What holds for the caller from now on; a field that is left out goes back to the plan or to the parameters. */
export class NewPreferences {
  @Code(LANGUAGES, 'zh') language: Language;
  /** Channels beside the app for what waits for an act; an empty list: the app only. */
  @Code(OWN_CHANNELS, ['messenger'], { list: 4, optional: true }) taskChannels?: OwnChannel[];
  /** Channels beside the app for what is only news. */
  @Code(OWN_CHANNELS, ['email'], { list: 4, optional: true }) infoChannels?: OwnChannel[];
  @Part(() => OwnQuietHours, { optional: true }) quietHours?: OwnQuietHours;
  /** `daily`: news as one summary on the morning of each working day. */
  @Code(DIGESTS, 'at-once') digest: 'at-once' | 'daily';
  /** Own telephone for SMS and calls; `null` forgets it, leaving it out keeps it. */
  @ApiProperty({ required: false, nullable: true, type: String, pattern: '^\\+?[0-9]{7,15}$', example: '13900000000' })
  @IsOptional()
  @Patterned(/^\+?[0-9]{7,15}$/, '13900000000', { optional: true })
  phone?: string | null;
  /** Own address for e-mail; `null` forgets it. */
  @ApiProperty({ required: false, nullable: true, type: String, example: 'doctor@hospital.example' })
  @IsOptional()
  @MaxLength(200)
  @IsEmail()
  email?: string | null;
  /** Id in the enterprise messenger of the house; `null` forgets it. */
  @ApiProperty({
    required: false,
    nullable: true,
    type: String,
    pattern: '^[A-Za-z0-9_.@-]{1,64}$',
    example: 'wang.min',
  })
  @IsOptional()
  @Patterned(/^[A-Za-z0-9_.@-]{1,64}$/, 'wang.min', { optional: true })
  messenger?: string | null;
}

/** The caller's choices; addresses are shown masked. */
export class PreferencesView {
  /** 0: nothing was chosen yet. */
  @IsInt() @Min(0) version: number;
  @IsIn(LANGUAGES) language: Language;
  @Code(OWN_CHANNELS, ['messenger'], { list: 4, optional: true }) taskChannels?: OwnChannel[];
  @Code(OWN_CHANNELS, ['email'], { list: 4, optional: true }) infoChannels?: OwnChannel[];
  /** Own ones, or those of the county. */
  @Part(() => OwnQuietHours) quietHours: OwnQuietHours;
  @Code(DIGESTS, 'at-once') digest: 'at-once' | 'daily';
  @ApiProperty({ required: false, example: '139****0000' }) phone?: string;
  @ApiProperty({ required: false, example: 'd*****@hospital.example' }) email?: string;
  @ApiProperty({ required: false, example: 'w*****' }) messenger?: string;
}
