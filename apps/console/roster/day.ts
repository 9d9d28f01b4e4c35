/** A day of the calendar with its weekday, as the head of a column. */
export function showDay(day: string, language: string): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', {
    ...{ month: '2-digit', day: '2-digit', weekday: 'short', timeZone: 'UTC' },
  } as Intl.DateTimeFormatOptions).format(new Date(day));
}
