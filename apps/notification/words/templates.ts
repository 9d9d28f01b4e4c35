import { ADVICE_TEMPLATES } from './advice.templates.js';
import { DELIVERY_TEMPLATES } from './delivery.templates.js';
import { INBOX_TEMPLATES } from './inbox.templates.js';
import { ITEM_TEMPLATES } from './item.templates.js';
import { PATIENT_TEMPLATES } from './patient.templates.js';
import { SLOT_TEMPLATES } from './slot.templates.js';
import { SUPPLY_TEMPLATES } from './supply.templates.js';
import { type Template, template, words } from './template.js';
import { TIMED_TEMPLATES } from './timed.templates.js';

/** The catalogue of notice texts; codes are stored with the notice, texts only here. */
export const TEMPLATES = {
  submitted: template(
    words('新的{direction}单', 'New {direction} referral'),
    words(
      '{direction}单 {no}（{urgency}，{department}）待处理。',
      '{direction} referral {no} ({urgency}, {department}) waits for you.',
    ),
  ),
  resubmitted: template(
    words('转诊单已补充', 'Referral answered'),
    words('{no} 已按要求补充，请继续审核。', 'The questions on {no} are answered; please go on.'),
  ),
  offered: template(
    words('已为转诊占号', 'A unit is held for a referral'),
    words(
      '{no}（{urgency}，{department}）：{start} {place}，占号保留至 {until}，请审核答复。',
      '{no} ({urgency}, {department}): {start} {place}, held until {until}. Please answer.',
    ),
  ),
  held: template(
    words('已占号', 'A unit is held'),
    words(
      '{no}：{start} {place}，占号保留至 {until}，等待对方答复。',
      '{no}: {start} {place}, held until {until}; the hospital must answer.',
    ),
  ),
  redirected: template(
    words('转诊已改派', 'Referral redirected'),
    words(
      '{no} 已改派至下一家医疗机构；对方接收前仍由您负责。',
      '{no} went to the next institution; you stay responsible until it accepts.',
    ),
  ),
  'review-started': template(
    words('已开始审核', 'Review started'),
    words('对方已开始审核 {no}。', '{no} has been opened by the receiver.'),
  ),
  returned: template(
    words('转诊被退回补充', 'Referral returned'),
    words('{no} 需要补充，请答复对方提出的问题。', '{no} was returned with questions; please answer.'),
  ),
  accepted: template(words('转诊已接收', 'Referral accepted'), words('{no} 已被对方接收。', '{no} was accepted.')),
  rejected: template(
    words('转诊被拒绝', 'Referral rejected'),
    words('{no} 被拒绝，请查看原因并确认知悉。', '{no} was rejected; read the reason and acknowledge.'),
  ),
  waitlisted: template(
    words('已进入候补', 'On the wait list'),
    words(
      '{no} 已进入候补{position, plural, =0 {} other {第 # 位}}。',
      '{no} is on the wait list{position, plural, =0 {} other { at place #}}.',
    ),
  ),
  reserved: template(
    words('号源待确认', 'A unit is reserved'),
    words(
      '{no}：{start} {place}，请于 {until} 前与患者确认。',
      '{no}: {start} {place}. Confirm with the patient before {until}.',
    ),
  ),
  displaced: template(
    words('医院取消了号源', 'The hospital took the unit away'),
    words(
      '{no} 的号源因医院停诊或调整被取消，已按规则改约或列入候补首位，请查看并告知患者。',
      'The unit of {no} is gone because the hospital changed its supply; another unit or the head of the wait list follows. Please look and tell the patient.',
    ),
  ),
  reoffered: template(
    words('占号已失效', 'The hold has ended'),
    words('{no} 所占号源已释放，请另选号源。', 'The unit of {no} was given back; please choose another.'),
  ),
  confirmed: template(
    words('预约已确认', 'Booking confirmed'),
    words('{no}：{start} {place}，预约成功。', '{no}: booked for {start} {place}.'),
  ),
  rescheduled: template(
    words('预约已改期', 'Booking moved'),
    words(
      '{no} 已改期：{start} {place}，原号源已退回。',
      '{no}: now booked for {start} {place}; the old unit is free again.',
    ),
  ),
  extended: template(
    words('转诊有效期已延长', 'Referral extended'),
    words('{no} 的有效期已延长。', 'The validity of {no} was extended.'),
  ),
  cancelled: template(
    words('转诊已取消', 'Referral cancelled'),
    words('{no} 已被转出方取消，号源已退回。', '{no} was cancelled by the sender; its unit is free again.'),
  ),
  'cancelled-by-receiver': template(
    words('转诊已被接诊方取消', 'Referral cancelled by the receiver'),
    words('{no} 已被接诊方取消，请确认知悉。', '{no} was cancelled by the receiver; please acknowledge.'),
  ),
  voided: template(
    words('转诊单因误录作废', 'Referral voided'),
    words(
      '{no} 系误录，已由两人核实作废，请确认知悉。',
      '{no} was entered in error and voided by two persons; please take note.',
    ),
  ),
  'void-requested': template(
    words('请核实误录的转诊单', 'Please check a referral entered in error'),
    words(
      '医务科申请作废 {no}，请核实后答复。',
      'Medical affairs asks for {no} to be voided; please check and answer.',
    ),
  ),
  'void-asked': template(
    words('已申请作废转诊单', 'Asked to void a referral'),
    words(
      '医务科申请作废 {no}，待医共体办公室答复；答复之前一切照旧。',
      'Medical affairs asks for {no} to be voided; until the consortium’s office has answered nothing changes.',
    ),
  ),
  'void-refused': template(
    words('作废申请未获同意', 'Voiding refused'),
    words('{no} 的作废申请未获同意，转诊单保持原状。', '{no} is not voided: the referral stays as it is.'),
  ),
  'expiry-near': template(
    words('转诊单即将过期', 'Referral about to expire'),
    words('{no} 即将超过有效期，可延长一次。', 'The validity of {no} ends soon; it can be extended once.'),
  ),
  'patient-died': template(
    words('患者已死亡：请结束转诊', 'Patient has died: please end the referral'),
    words(
      '{no} 的患者已登记死亡，请取消转诊；不再向患者发送通知。',
      'The patient of {no} has died; please cancel it. Nothing more is sent to the patient.',
    ),
  ),
  'centre-alerted': template(
    words('急救转诊：请立即确认', 'Emergency on its way: acknowledge now'),
    words(
      '{no}（{urgency}，{department}）正在转来，请在 5 分钟内由专人确认。',
      '{no} ({urgency}, {department}) is on its way; a named person must acknowledge within 5 minutes.',
    ),
  ),
  'alert-acknowledged': template(
    words('急救转诊已有人确认', 'Emergency acknowledged'),
    words('{no} 的急救呼叫已由接诊方确认。', 'The receiver has taken note of the emergency {no}.'),
  ),
  'form-completed': template(
    words('急救转诊单已补全', 'Form of the emergency completed'),
    words('{no} 的转诊单和知情同意已补全。', 'The form and the consent of {no} are complete.'),
  ),
  departed: template(
    words('患者已离院', 'Patient has left the hospital'),
    words(
      '{no}：患者已离院，请按时首次联系。',
      '{no}: the patient has left the hospital; please make the first contact in time.',
    ),
  ),
  expired: template(
    words('转诊已过期', 'Referral expired'),
    words('{no} 已超过有效期，请转出方确认知悉。', '{no} has expired; the sender must acknowledge.'),
  ),
  'ending-acknowledged': template(
    words('转出方已确认知悉', 'Ending acknowledged'),
    words('{no} 已结束，转出方已确认知悉。', 'The sender has acknowledged how {no} ended.'),
  ),
  'no-show': template(
    words('患者未到诊', 'Patient did not come'),
    words('{no}：患者未按时到诊，请电话联系。', '{no}: the patient did not come; please call.'),
  ),
  reopened: template(
    words('转诊重新开启', 'Referral reopened'),
    words('{no} 在爽约后重新开启。', '{no} was reopened after a no-show.'),
  ),
  arrived: template(
    words('患者已到诊', 'Patient arrived'),
    words('{no}：患者已到诊。', '{no}: the patient has arrived.'),
  ),
  'care-started': template(words('已开始诊疗', 'Care started'), words('{no}：诊疗已开始。', '{no}: care has started.')),
  'interim-reported': template(
    words('诊疗进展', 'News from the hospital'),
    words('{no} 有新的诊疗进展，请查看。', 'There is news about {no}; please read it.'),
  ),
  'outcome-returned': template(
    words('结果已回转', 'Outcome returned'),
    words('{no} 的结果已回转，请查看并确认。', 'The outcome of {no} is back; please read and acknowledge.'),
  ),
  'outcome-queried': template(
    words('对结果有疑问', 'Question on the outcome'),
    words('{no}：转出方对结果有疑问，请答复。', '{no}: the sender asks about the outcome; please answer.'),
  ),
  'outcome-acknowledged': template(
    words('结果已确认', 'Outcome acknowledged'),
    words('{no} 的结果已由转出方确认。', 'The sender has acknowledged the outcome of {no}.'),
  ),
  closed: template(words('转诊已闭环', 'Loop closed'), words('{no} 已闭环。', '{no} is closed.')),
  'result-ready': template(
    words('检查检验结果已出', 'A result is ready'),
    words(
      '您的患者的一份检查检验报告已出，请登录查看。',
      'A result of a patient of yours is ready; please sign in and read it.',
    ),
  ),
  overdue: template(
    words('转诊超时（{rung}）', 'Referral overdue ({rung})'),
    words('{no}（{urgency}）已超时，请立即处理。', '{no} ({urgency}) is overdue; please act now.'),
  ),
  'overdue-report': template(
    words('转诊严重超时（报告）', 'Referral long overdue (report)'),
    words(
      '一例{direction}（{urgency}，{department}）逐级提醒后仍无人处理，请查看超时报告。',
      'A {direction} referral ({urgency}, {department}) is still open after every rung of the ladder; see the overdue report.',
    ),
  ),
  'wait-ended': template(
    words('候补已结束', 'The wait has ended'),
    words(
      '{no}：在期望时间内没有等到号源，候补已结束，请重新选择时间或医疗机构。',
      '{no}: no unit came free inside the window. It is off the wait list; please choose another time or institution.',
    ),
  ),
  ...ADVICE_TEMPLATES,
  ...SLOT_TEMPLATES,
  ...DELIVERY_TEMPLATES,
  ...INBOX_TEMPLATES,
  ...ITEM_TEMPLATES,
  ...PATIENT_TEMPLATES,
  ...SUPPLY_TEMPLATES,
  ...TIMED_TEMPLATES,
} as const satisfies Record<string, Template>;

export type TemplateCode = keyof typeof TEMPLATES;
