import { outward, words } from './template.js';

/** Where to go and when; the place is left out where its name would tell too much. */
const WHERE = words(
  '{start} {hospital, select, none {} other {{hospital} }}{place, select, none {（就诊地点请到导诊台咨询）} other {{place}}}',
  '{start}, {hospital, select, none {} other {{hospital}, }}{place, select, none {ask for the place at the information desk} other {{place}}}',
);

const PREPARE = words(
  '{preparation, select, none {} fasting {请空腹，时长以医生告知为准。} bladder {请提前憋尿。} metal {请勿携带金属物品。} other {需提前准备，请向您的家庭医生询问。}}',
  '{preparation, select, none {} fasting { Come with an empty stomach; your doctor says how long.} bladder { Come with a full bladder.} metal { Leave metal objects at home.} other { Some preparation is needed: please ask your family doctor.}}',
);

const BRING = words(
  '请带身份证、医保卡和以往检查资料。',
  ' Bring your identity card, insurance card and earlier results.',
);

/** What patients, and the person they named as contact, are told (domain §10): no reason, no department, no name. */
export const PATIENT_TEMPLATES = {
  'patient-down-submitted': outward(
    words('您的下转已安排', 'Your way home is being arranged'),
    words(
      '您的后续治疗将转回基层，接诊团队会与您联系。编号 {no}。',
      'Your further care goes back to your local team; it will contact you. No. {no}.',
    ),
  ),
  'patient-review-started': outward(
    words('您的转诊正在审核', 'Your referral is being read'),
    words('您的转诊 {no} 已由接诊医院开始审核。', 'The hospital has begun to read your referral {no}.'),
  ),
  'patient-accepted': outward(
    words('您的转诊已被接收', 'Your referral is accepted'),
    words('您的转诊 {no} 已被接收，就诊时间另行通知。', 'Your referral {no} was accepted; the date follows.'),
  ),
  'patient-rejected': outward(
    words('您的转诊有变化', 'Your referral needs another way'),
    words(
      '您的转诊 {no} 未被该医院接收，您的家庭医生会与您联系，另作安排。',
      'The hospital did not take your referral {no}; your family doctor will contact you about another way.',
    ),
  ),
  'patient-redirected': outward(
    words('您的转诊已改派', 'Your referral goes elsewhere'),
    words(
      '您的转诊 {no} 已改派至其他医疗机构，详情请询问您的家庭医生。',
      'Your referral {no} went to another institution; please ask your family doctor.',
    ),
  ),
  'patient-returned': outward(
    words('您的转诊正在补充资料', 'Your referral is being completed'),
    words('您的转诊 {no} 正由您的医生补充资料。', 'Your doctor is adding something to your referral {no}.'),
  ),
  'patient-reserved': outward(
    words('已为您占号', 'A place is held for you'),
    words(
      `已为您占号：${WHERE.zh}。请于 {until} 前与您的家庭医生确认，逾期释放。${PREPARE.zh}编号 {no}。`,
      `A place is held for you: ${WHERE.en}. Please confirm with your family doctor before {until}, or it is given up.${PREPARE.en} No. {no}.`,
    ),
  ),
  'patient-confirmed': outward(
    words('您的预约已确认', 'Your booking is confirmed'),
    words(
      `您的预约已确认：${WHERE.zh}。${BRING.zh}${PREPARE.zh}编号 {no}；如需改期请联系您的家庭医生。`,
      `Your booking is confirmed: ${WHERE.en}.${BRING.en}${PREPARE.en} No. {no}; to change it, call your family doctor.`,
    ),
  ),
  'patient-rescheduled': outward(
    words('您的预约已改期', 'Your booking has moved'),
    words(
      `您的预约已改期：${WHERE.zh}。${BRING.zh}${PREPARE.zh}编号 {no}。`,
      `Your booking has moved: ${WHERE.en}.${BRING.en}${PREPARE.en} No. {no}.`,
    ),
  ),
  'contact-reserved': outward(
    words('您是一项预约的联系人', 'You are the contact of a booking'),
    words(
      `您作为联系人：已占号 ${WHERE.zh}。请于 {until} 前与家庭医生确认。编号 {no}。`,
      `To you as the contact: a place is held, ${WHERE.en}. Please confirm with the family doctor before {until}. No. {no}.`,
    ),
  ),
  'contact-confirmed': outward(
    words('您是一项预约的联系人', 'You are the contact of a booking'),
    words(
      `您作为联系人的预约已确认：${WHERE.zh}。${BRING.zh}${PREPARE.zh}编号 {no}。`,
      `The booking that names you as contact is confirmed: ${WHERE.en}.${BRING.en}${PREPARE.en} No. {no}.`,
    ),
  ),
  'contact-rescheduled': outward(
    words('您是一项预约的联系人', 'You are the contact of a booking'),
    words(
      `您作为联系人的预约已改期：${WHERE.zh}。编号 {no}。`,
      `The booking that names you as contact has moved: ${WHERE.en}. No. {no}.`,
    ),
  ),
  'patient-displaced': outward(
    words('您的预约有变动', 'Your booking has changed'),
    words(
      '因医院调整，您的预约 {no} 已取消，正为您优先改约，请勿前往，新时间另行通知。',
      'The hospital had to change its plan: your booking {no} is gone. Please do not travel; you come first for a new date, which follows.',
    ),
  ),
  'patient-cancelled': outward(
    words('您的预约已取消', 'Your booking is cancelled'),
    words(
      '您的转诊 {no} 已取消，请勿前往；如有疑问请联系您的家庭医生。',
      'Your referral {no} was cancelled. Please do not travel; your family doctor can tell you more.',
    ),
  ),
  'patient-arrived': outward(
    words('您已完成报到', 'You are checked in'),
    words('转诊 {no} 已完成报到。', 'Referral {no}: you are checked in.'),
  ),
  'patient-outcome': outward(
    words('您的就诊结果已回转', 'Your doctor has the outcome'),
    words(
      '转诊 {no} 的就诊结果已转给您的家庭医生，请联系其安排后续。',
      'The outcome of referral {no} has gone to your family doctor; please ask what comes next.',
    ),
  ),
  'patient-result-ready': outward(
    words('您的报告已出', 'A report of yours is ready'),
    words('您的一份报告已出，请联系您的家庭医生查看。', 'A report of yours is ready; please ask your family doctor.'),
  ),
  'patient-reminder': outward(
    words('就诊提醒', 'Reminder of your visit'),
    words(
      `就诊提醒：${WHERE.zh}。${BRING.zh}${PREPARE.zh}编号 {no}；不能前往请尽早告知家庭医生。`,
      `Reminder: ${WHERE.en}.${BRING.en}${PREPARE.en} No. {no}; if you cannot come, please tell your family doctor soon.`,
    ),
  ),
  'patient-hold-ending': outward(
    words('占号即将到期', 'A held place is about to end'),
    words(
      `为您保留的号源将于 {until} 到期：${WHERE.zh}。请尽快与您的家庭医生确认。编号 {no}。`,
      `The place held for you ends at {until}: ${WHERE.en}. Please confirm with your family doctor. No. {no}.`,
    ),
  ),
};
