import { Code, Flag, Text } from '#service/openapi/fields.js';
import { EXAM_KINDS } from '../../../exam/exam-order.js';
import { DatedRow, pattern } from '../fields.js';
import { AUTHORITY, type Kind, ofNobody } from '../kind.js';

/** An item of the catalogue of mutual recognition (检查检验结果互认项目, domain §4.7). */
export class ExamItemRow extends DatedRow {
  @pattern(/^[A-Za-z0-9.-]{1,40}$/, 'ecg-24') code: string;
  @Code(EXAM_KINDS, 'ecg') kind: string;
  @Text(1, 60, '动态心电图') name: string;
  @Text(1, 60, '24-hour ECG') nameEn: string;
  /** Results read by an upper hospital hold in the whole county. */
  @Flag(true) recognised: boolean;
  /** The text that names it. */
  @Text(1, 200, '县检查检验结果互认项目清单（2026年版）') source: string;
}

/** The county's own rows decide over those of the nation, which the service brings along. */
export const EXAM_ITEMS: Kind = {
  name: 'exam-items',
  table: 'exam_item',
  row: ExamItemRow,
  key: ['code', 'validFrom'],
  required: ['code', 'kind', 'name', 'nameEn', 'recognised', 'source', 'validFrom'],
  optional: ['validTo'],
  flags: ['recognised'],
  keepers: AUTHORITY,
  owner: ofNobody,
};
