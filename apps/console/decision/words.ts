export const words = {
  zh: {
    kind: {
      accept: '接收',
      reject: '不接收并推荐去向',
      advise: '不接收并给出建议',
      'return-for-info': '退回补充资料',
      redirect: '转往他处',
    },
    notNow: '该转诊单现为「{{state}}」，您现在不能作此操作。',
    whyNot: {
      NOT_DELEGATED: '该科室未授权转诊中心决定，请由该科医生或科主任处理。',
      RETURNED_TOO_OFTEN: '已退回两次，不能再退；请接收、转往他处或不接收。',
      NOT_FOR_U1: '危急（U1）患者不可退回或拒收；如不能救治，请转往他处。',
      TOO_MANY_HOPS: '已达到转往次数上限，请与医务科协调。',
    },
  },
  en: {
    kind: {
      accept: 'Accept',
      reject: 'Decline, name another house',
      advise: 'Decline with advice',
      'return-for-info': 'Return for information',
      redirect: 'Redirect',
    },
    notNow: 'The referral is now “{{state}}”: this is not yours to do at present.',
    whyNot: {
      NOT_DELEGATED: 'The department has not delegated its decisions to the desk: its doctor or head decides.',
      RETURNED_TOO_OFTEN: 'Returned twice already: accept, redirect or decline it.',
      NOT_FOR_U1: 'A U1 patient is neither returned nor declined. If you cannot treat, redirect.',
      TOO_MANY_HOPS: 'Redirected as often as it may be: settle it with medical affairs.',
    },
  },
};
