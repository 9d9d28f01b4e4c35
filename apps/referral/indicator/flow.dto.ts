import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { DIRECTIONS, type Direction, URGENCY_CLASSES, type UrgencyClass } from '#contracts/codes.js';
import type { Column } from '#service/export/column.js';
import { institutionColumn, wordColumn } from '#service/export/columns.js';
import { ExportQuery } from '#service/export/export.dto.js';
import { Code, Key } from '#service/openapi/fields.js';
import { IndicatorQuery } from './indicator.dto.js';

/** `GET /v1/referral-flows`. */
export class FlowQuery extends IntersectionType(IndicatorQuery, ExportQuery) {
  @Code(DIRECTIONS, 'up', { optional: true }) direction?: Direction;
  @Code(URGENCY_CLASSES, 'U3', { optional: true }) urgencyClass?: UrgencyClass;
  /** Department that is referred to. */
  @Key('03.04', { optional: true }) department?: string;
}

/** One end of a flow. */
export class FlowEndView {
  @ApiProperty({ example: '990101' }) county: string;
  @ApiProperty({ example: '990101T01' }) institution: string;
  /** 1 village, 2 township, 3 county, 4 superior; absent where the network does not know it. */
  @ApiProperty({ example: 2, required: false }) tier?: number;
}

/** Referrals of one direction between two institutions; the figures are absent where they are too few to be shown. */
export class FlowView {
  @ApiProperty({ type: FlowEndView }) from: FlowEndView;
  @ApiProperty({ type: FlowEndView }) to: FlowEndView;
  @ApiProperty({ enum: DIRECTIONS }) direction: Direction;
  @ApiProperty({ example: 7, required: false }) referrals?: number;
  @ApiProperty({ example: 5, required: false }) arrived?: number;
  @ApiProperty({ example: 1, required: false }) rejected?: number;
  @ApiProperty({ example: 4, required: false }) closed?: number;
  /** At least one tier lies between the two: the township is the hub (domain §2.1, V02). */
  @ApiProperty() skipsTier: boolean;
  @ApiProperty({ required: false }) suppressed?: true;
}

export class FlowReportView {
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ format: 'date' }) from: string;
  @ApiProperty({ format: 'date' }) to: string;
  @ApiProperty({ type: [FlowView] }) items: FlowView[];
}

export const FLOW_COLUMNS: readonly Column<FlowView>[] = [
  institutionColumn({ zh: '转出机构', en: 'From' }, ({ from }) => from.institution),
  { zh: '转出层级', en: 'From tier', of: ({ from }) => from.tier },
  institutionColumn({ zh: '转入机构', en: 'To' }, ({ to }) => to.institution),
  { zh: '转入层级', en: 'To tier', of: ({ to }) => to.tier },
  wordColumn('direction', { zh: '方向', en: 'Direction' }, ({ direction }) => direction),
  { zh: '转诊数', en: 'Referrals', of: ({ referrals }) => referrals ?? '<5' },
  { zh: '已到诊', en: 'Arrived', of: ({ arrived }) => arrived },
  { zh: '未接收', en: 'Declined', of: ({ rejected }) => rejected },
  { zh: '已闭环', en: 'Closed', of: ({ closed }) => closed },
  { zh: '越级', en: 'Skips a tier', of: ({ skipsTier }, say) => say.yesNo(skipsTier) },
];
