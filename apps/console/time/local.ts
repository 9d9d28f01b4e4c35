/** China keeps one zone and no summer time. */
const OFFSET = '+08:00';
const LOCAL = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** An instant as a date-time field of the browser wants it, in the county's time; empty where there is none. */
export function toLocal(instant: string | undefined): string {
  return instant ? LOCAL.format(new Date(instant)).replace(' ', 'T') : '';
}

/** What was typed into such a field, as the API wants it. */
export function fromLocal(typed: string): string | undefined {
  return typed ? `${typed.slice(0, 16)}:00${OFFSET}` : undefined;
}
