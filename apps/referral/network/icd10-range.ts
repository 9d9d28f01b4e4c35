/** Whether a code lies in a range such as `I20-I25`, `I21.0-I21.3`, `I21` (with its subdivisions) or `I21.0`. */
export function inIcd10Range(code: string, range: string): boolean {
  const [from = '', to = from] = range.split('-');
  return code >= from && (code <= to || code.startsWith(to));
}
