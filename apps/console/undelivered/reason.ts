import type { TFunction } from 'i18next';

/** Why a delivery ended, in words: codes of our own, and what the other side answered with its number. */
export function sayReason(reason: string | undefined, t: TFunction<'undelivered'>): string {
  if (!reason) return '–';
  const [, kind, code] = /^(http|smtp|errcode|token)-(.+)$/.exec(reason) ?? [];
  return kind ? t(`why.${kind}`, { code }) : t(`why.${reason}`, { defaultValue: reason });
}
