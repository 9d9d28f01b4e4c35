/** Every time is shown in the county's own: China keeps one zone. */
const ZONE = 'Asia/Shanghai';

const formats = {
  moment: { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  full: { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' },
  day: { year: 'numeric', month: '2-digit', day: '2-digit' },
  clock: { hour: '2-digit', minute: '2-digit' },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** An instant of the API (ISO 8601) as people of the county read it. */
export function showTime(instant: string, form: keyof typeof formats, language: string): string {
  const key = `${language}:${form}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', {
      ...formats[form],
      timeZone: ZONE,
      hour12: false,
    });
    formatters.set(key, formatter);
  }
  return formatter.format(new Date(instant));
}

/** The county's calendar day of an instant, `YYYY-MM-DD`. */
export function countyDay(instant: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(instant);
}
