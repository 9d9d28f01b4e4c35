/** What can be overdue, in words. */
export const SUBJECT_WORDS = {
  zh: { referral: '转诊单', approval: '网络外转诊申请', teleconsultation: '会诊咨询', displacement: '停诊改约患者' },
  en: {
    referral: 'Referral',
    approval: 'Request to leave the network',
    teleconsultation: 'Question to a specialist',
    displacement: 'Displaced patient',
  },
};

/** Where a request to leave the network stands. */
export const APPROVAL_STATE_WORDS = {
  zh: { requested: '待审批', approved: '已同意', refused: '未同意' },
  en: { requested: 'To be decided', approved: 'Approved', refused: 'Refused' },
};

/** Where a person stands whose unit a hospital took away, as long as somebody must see to it. */
export const DISPLACEMENT_STATE_WORDS = {
  zh: { 'open-task': '待安置' },
  en: { 'open-task': 'Nothing found yet' },
};

/** Where a question to a specialist stands. */
export const QUESTION_STATE_WORDS = {
  zh: {
    asked: '待接手',
    taken: '处理中',
    returned: '待补充资料',
    answered: '已答复',
    withdrawn: '已撤回',
    expired: '已过期',
  },
  en: {
    asked: 'To be taken',
    taken: 'In hand',
    returned: 'More needed',
    answered: 'Answered',
    withdrawn: 'Withdrawn',
    expired: 'Expired',
  },
};

/** What a question to a specialist waits for. */
export const QUESTION_DUE_WORDS = {
  zh: { take: '待接手', answer: '待答复', inform: '待补充' },
  en: { take: 'to be taken', answer: 'to be answered', inform: 'to be completed' },
};
