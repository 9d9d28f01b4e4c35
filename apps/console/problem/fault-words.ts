import { referralFaults } from './referral-faults';
import { registerFaults } from './register-faults';
import { supplyFaults } from './supply-faults';
import { valueFaults } from './value-faults';

/** What is wrong with a field of a referral: first by the very field, then by the kind of fault. */
export const faults = {
  zh: {
    at: {
      patientId: {
        died: '系统记录该患者已去世；如有误，请先登记一次就诊。',
        temporary: '临时编号只用于 U1、U2，请先核实身份。',
      },
      'up-chiefComplaint': { 'too-short': '主诉至少 4 个字。' },
      'up-vitals': { required: 'U1、U2 须填生命体征。', empty: '没有填写任何体征。' },
      'up-vitals-sbp': { 'not-above-dbp': '收缩压须高于舒张压。' },
      'up-vitals-at': { age: '生命体征须为 24 小时内测量。' },
      'up-maternal': { required: '请填写孕周和风险颜色。' },
      'up-infectious-suspected': { contradiction: '因传染病转诊，应选“疑似”。' },
      'up-infectious-disease': { required: '请填写疑似病种编码。' },
      'up-keyResults-at': { future: '结果时间不能晚于现在。' },
      'consent-type': {
        guardian: '未满 14 岁须由监护人同意。',
        waiver: '请填写知情同意（只有 U1 可先免签，24 小时内补签）。',
      },
      'consent-by': { required: '请填写监护人姓名。' },
      'consent-at': { future: '同意时间不能晚于现在。' },
      contact: { required: '儿童、痴呆患者和危急患者须有联系人。' },
      phone: { matches: '电话号码不正确。' },
      divisionCode: { matches: '须为 6、9 或 12 位数字。' },
      idNo: { format: '身份证号须为 18 位。', date: '号码中的出生日期不存在。' },
      'contact-phone': { phone: '电话号码不正确。', matches: '电话号码不正确。' },
      transport: { required: '请填写转运方式。' },
      'transport-dispatchRef': { required: '请填写 120 任务号。' },
      'requested-latest': {
        order: '最晚时间须晚于最早时间。',
        past: '时间段已过去。',
        'after-validity': '时间段超出转诊单有效期，请提前。',
      },
      overrule: { required: '决定与建议不一致，请说明理由。' },
    },
    of: { ...valueFaults.zh, ...referralFaults.zh, ...registerFaults.zh, ...supplyFaults.zh },
  },
  en: {
    at: {
      patientId: {
        died: 'The patient is recorded as dead; if that is wrong, record a visit first.',
        temporary: 'A temporary number is for U1 and U2: say first who it is.',
      },
      'up-chiefComplaint': { 'too-short': 'Four characters at least.' },
      'up-vitals': { required: 'U1 and U2 need vital signs.', empty: 'Nothing was measured.' },
      'up-vitals-sbp': { 'not-above-dbp': 'Systolic must be above diastolic.' },
      'up-vitals-at': { age: 'Must be of the last 24 hours.' },
      'up-maternal': { required: 'Say the week and the colour of the risk.' },
      'up-infectious-suspected': { contradiction: 'Referred for an infection: say that it is suspected.' },
      'up-infectious-disease': { required: 'Say which disease is suspected.' },
      'up-keyResults-at': { future: 'A result lies in the past.' },
      'consent-type': {
        guardian: 'Below 14 years a guardian consents.',
        waiver: 'Say who consented: only a U1 may go without, for 24 hours.',
      },
      'consent-by': { required: 'Say which guardian consented.' },
      'consent-at': { future: 'Consent lies in the past.' },
      contact: { required: 'A child, dementia or an emergency needs somebody to call.' },
      phone: { matches: 'This is no telephone number.' },
      divisionCode: { matches: 'Six, nine or twelve digits.' },
      idNo: { format: 'An ID card number has 18 characters.', date: 'The date of birth in it does not exist.' },
      'contact-phone': { phone: 'This is no telephone number.', matches: 'This is no telephone number.' },
      transport: { required: 'Say how the patient travels.' },
      'transport-dispatchRef': { required: 'The 120 call has a job number.' },
      'requested-latest': {
        order: 'Must come after the beginning.',
        past: 'The window is over.',
        'after-validity': 'Ends after the referral’s validity: make it earlier.',
      },
      overrule: { required: 'You decide against the advice: say why.' },
    },
    of: { ...valueFaults.en, ...referralFaults.en, ...registerFaults.en, ...supplyFaults.en },
  },
};
