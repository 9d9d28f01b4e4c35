import type { Scene } from '../browser/scene.js';

/** Where the light mode begins; it is an entry of its own, with other screens than the console's. */
export const LIGHT = '/light/';

/** One picture: whose screen, where it stands, and what it shows. */
export interface Sight {
  readonly name: string;
  readonly account: string;
  readonly zh: string;
  readonly en: string;
  readonly path: (scene: Scene) => string;
  /** Of the window, where it is not a desk's. */
  readonly size?: { readonly width: number; readonly height: number };
}

const sight = (account: string, name: string, zh: string, en: string, path?: Sight['path']): Sight => ({
  name,
  account,
  zh,
  en,
  path: path ?? (() => `/${name}`),
});

const PHONE = { width: 390, height: 844 };

/** Every screen of the console, in the order of a case. */
export const SIGHTS: readonly Sight[] = [
  sight('family-doctor', 'day', '我的一天', 'My day'),
  sight('family-doctor', 'inbox', '消息', 'Inbox'),
  sight('family-doctor', 'patients', '我的患者', 'My patients'),
  sight('family-doctor', 'patient', '患者', 'One patient', ({ patientId }) => `/patients/${patientId}`),
  sight('family-doctor', 'visit', '首诊', 'First visit', ({ patientId }) => `/patients/${patientId}/visit`),
  {
    ...sight('family-doctor', 'refer', '上转', 'Up-referral in one page', ({ patientId, draftId }) => {
      return `/patients/${patientId}/refer?draft=${draftId}`;
    }),
    size: { width: 1280, height: 1200 },
  },
  sight('family-doctor', 'referrals', '转诊单', 'Referrals'),
  sight('family-doctor', 'returning', '下转接收', 'Coming back'),
  sight('family-doctor', 'follow-ups', '随访', 'Follow-ups'),
  sight('family-doctor', 'approvals', '外转审批', 'Referrals out of the network'),
  sight('family-doctor', 'slots', '号源订阅', 'Slot alerts'),
  sight('family-doctor', 'preferences', '个人设置', 'Preferences'),
  sight('referral-desk', 'worklist', '待办转诊', 'Worklist of the referral desk'),
  sight('referral-desk', 'referral', '一份转诊单', 'One referral', ({ submitted }) => `/referrals/${submitted.id}`),
  sight('referral-desk', 'releases', '即将释放', 'Last call'),
  sight('referral-desk', 'rosters', '排班号源', 'Roster board'),
  sight('referral-desk', 'beds', '床位', 'Bed board'),
  sight('hospital-doctor', 'questions', '会诊咨询', 'Questions to specialists'),
  sight('hospital-doctor', 'question', '一次会诊咨询', 'One question', ({ question }) => `/questions/${question.id}`),
  sight('arrival-desk', 'arrivals', '到诊登记', 'Arrivals'),
  sight(
    'hospital-doctor',
    'hand-back',
    '出院下转',
    'Discharge to down-referral',
    ({ inCare }) => `/patients/${inCare.patientId}/hand-back?referral=${inCare.id}`,
  ),
  sight('county-health-authority', 'glance', '今日总览', 'The county today'),
  sight('county-health-authority', 'reserve', '预留达标', 'Reserve compliance'),
  sight('county-health-authority', 'stuck', '超时督办', 'Where items are stuck'),
  sight('county-health-authority', 'anomalies', '异常线索', 'Signals to look at'),
  sight('county-health-authority', 'flows', '双向流向', 'Flows up and down'),
  sight('county-health-authority', 'traces', '全程追溯', 'Traces'),
  sight(
    'county-health-authority',
    'trace',
    '一份转诊单的全程',
    'One trace',
    ({ submitted }) => `/traces/${submitted.id}`,
  ),
  sight('county-health-authority', 'network', '医疗网络', 'Care network'),
  sight('county-health-authority', 'policies', '规则参数', 'Policies'),
  sight('county-health-authority', 'ladders', '催办层级', 'Escalation ladders'),
  sight('county-health-authority', 'criteria', '转诊指征', 'Criteria'),
  sight('consortium-office', 'voids', '作废申请', 'Requests to void'),
  sight('county-health-authority', 'imports', '数据导入', 'Imports'),
  sight('county-health-authority', 'undelivered', '未送达消息', 'Undelivered messages'),
  { ...sight('primary-doctor', 'light', '轻量版', 'Light mode of a village clinic', () => LIGHT), size: PHONE },
];
