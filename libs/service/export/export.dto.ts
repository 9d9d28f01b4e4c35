import { Code } from '../openapi/fields.js';

export const EXPORT_FORMATS = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Of every list that can be had as a file. */
export class ExportQuery {
  /**
   * The whole list as it is filtered, as a file: `csv` (UTF-8 with byte order mark) or `xlsx`; the same as
   * `Accept: text/csv`. Page and limit do not count then. Column names in the language of `Accept-Language`.
   */
  @Code(EXPORT_FORMATS, 'csv', { optional: true }) format?: ExportFormat;
}
