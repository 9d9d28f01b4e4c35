import { ApiProperty } from '@nestjs/swagger';
import { BenefitView } from '../../insurance/benefit.view.js';
import { WordingView } from '../../referral/form/form.view.js';
import { EXEMPTIONS, type ExemptionCode, SENSITIVE_EXEMPTIONS } from '../exemption/exemption.js';
import { VERDICTS, type Verdict, type VerdictCode } from './verdict.js';
import { wordingOf } from './verdict-text.js';

/** An exemption that was claimed or lay near, and what it lacks. */
export class NotGranted {
  @ApiProperty({ enum: EXEMPTIONS }) code: ExemptionCode;
  @ApiProperty({ example: ['maternal-record'] }) missing: string[];
}

/** What the fund gate says, why, by which rules, and what it means in money. */
export class VerdictView {
  @ApiProperty({ enum: VERDICTS }) verdict: VerdictCode;
  /** The exemption; left out where it would tell a disease to somebody who does not treat. */
  @ApiProperty({ enum: EXEMPTIONS, required: false }) code?: ExemptionCode;
  /** True where the exemption is known and not shown. */
  @ApiProperty({ required: false }) codeSealed?: boolean;
  @ApiProperty({ example: ['pair-consortium', 'first-visit-proven'] }) reasons: string[];
  /** True for the verdicts that reduce the benefit. Care is never refused. */
  @ApiProperty() penalty: boolean;
  /** What nobody has recorded and might change the verdict. */
  @ApiProperty({ example: ['coverage'] }) unknown: string[];
  /** Exemptions that were claimed or lay near, and what each lacks. */
  @ApiProperty({ type: NotGranted, isArray: true }) notGranted: NotGranted[];
  /** Advice on money, in fen and basis points; the insurer settles (domain §3.3). */
  @ApiProperty({ type: BenefitView, required: false }) benefit?: BenefitView;
  @ApiProperty({ example: '2026-01-01.3f9a1c2e.c1' }) ruleSetVersion: string;
  /** All of it in words. */
  @ApiProperty({ type: WordingView, example: { zh: '符合分级诊疗程序。', en: 'Compliant with tiered care.' } })
  text: WordingView;
}

/** @param treats the reader treats the patient: only then an exemption is named that tells a disease (domain §14) */
export function verdictView(verdict: Verdict, treats: boolean): VerdictView {
  const isHidden = (code: ExemptionCode | undefined) =>
    !treats && code !== undefined && SENSITIVE_EXEMPTIONS.includes(code);
  const sealed = isHidden(verdict.code);
  const code = sealed ? undefined : verdict.code;
  const considered = (verdict.inputs.considered ?? []).filter((one) => !isHidden(one.code));
  const reasons = verdict.reasons.filter((one) => !sealed || !one.startsWith('exemption-'));
  return {
    verdict: verdict.verdict,
    ...(code ? { code } : {}),
    ...(sealed ? { codeSealed: true } : {}),
    reasons,
    penalty: verdict.penalty,
    unknown: (verdict.unknown ?? []).filter((one) => treats || one !== 'designated-hospitals'),
    notGranted: considered.flatMap(({ code, holds, missing }) => (holds ? [] : [{ code, missing }])),
    ...(verdict.benefit ? { benefit: verdict.benefit } : {}),
    ruleSetVersion: verdict.ruleSetVersion,
    text: wordingOf({ ...verdict, reasons }, considered, code),
  };
}
