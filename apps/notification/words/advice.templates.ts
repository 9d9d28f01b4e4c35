import { template, words } from './template.js';

/** What is said of questions before a referral. */
export const ADVICE_TEMPLATES = {
  'advice-asked': template(
    words('新的会诊咨询', 'A question before a referral'),
    words(
      '基层医生咨询（{urgency}，{department}），请于 {due} 前接收。',
      'A primary doctor asks {department} ({urgency}). Please take the question before {due}.',
    ),
  ),
  'advice-taken': template(
    words('会诊咨询已接收', 'Your question was taken'),
    words(
      '上级专科（{department}）已接收您的咨询，将于 {due} 前答复。',
      '{department} has taken your question and answers before {due}.',
    ),
  ),
  'advice-returned': template(
    words('会诊咨询需要补充', 'Your question needs more'),
    words(
      '上级专科（{department}）需要补充资料，请于 {due} 前补充。',
      '{department} needs more information. Please send it before {due}.',
    ),
  ),
  'advice-answered': template(
    words('会诊意见已出', 'The advice is there'),
    words(
      '上级专科（{department}）已答复您的咨询，请查看；需要上转时可直接生成转诊单。',
      '{department} has answered your question. If the patient is to be referred, the form can be made from it.',
    ),
  ),
  'advice-withdrawn': template(
    words('会诊咨询已撤回', 'A question was withdrawn'),
    words('一份会诊咨询（{urgency}，{department}）已被撤回。', 'A question to {department} ({urgency}) was withdrawn.'),
  ),
  'advice-expired': template(
    words('会诊咨询已过期', 'A question has expired'),
    words(
      '一份会诊咨询（{urgency}，{department}）未在有效期内得到答复。',
      'A question to {department} ({urgency}) was not answered in time.',
    ),
  ),
  'advice-overdue': template(
    words('会诊咨询超时', 'A question is overdue'),
    words(
      '一份会诊咨询（{urgency}，{department}）已于 {due} 超时，请立即处理。',
      'A question to {department} ({urgency}) is overdue since {due}; please act now.',
    ),
  ),
};
