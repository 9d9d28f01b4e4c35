import type { Words } from './departments.js';

/** Rows of the care network, by the name of their list. */
const KINDS: Readonly<Record<string, Words>> = {
  institutions: { zh: '机构', en: 'institutions' },
  'institution-parents': { zh: '机构上下级', en: 'parents of institutions' },
  consortia: { zh: '医共体', en: 'consortia' },
  'consortium-members': { zh: '医共体成员', en: 'members of consortia' },
  agreements: { zh: '转诊协议', en: 'referral agreements' },
  'shared-centres': { zh: '资源共享中心', en: 'shared centres' },
  catchments: { zh: '责任片区', en: 'catchments' },
  'department-capabilities': { zh: '科室能力', en: 'capabilities of departments' },
  'referral-centres': { zh: '转诊中心', en: 'referral centres' },
  'critical-centres': { zh: '急危重症中心', en: 'critical centres' },
  practitioners: { zh: '医务人员', en: 'practitioners' },
  teams: { zh: '家庭医生团队', en: 'family doctor teams' },
  'team-members': { zh: '团队成员', en: 'team members' },
  contracts: { zh: '签约', en: 'contracts' },
  'exam-items': { zh: '检查项目', en: 'exam items' },
  'elder-care-organisations': { zh: '养老机构', en: 'elder-care organisations' },
  'elder-care-links': { zh: '医养结合关系', en: 'elder-care links' },
  journeys: { zh: '路程时间', en: 'journeys' },
};

const UNNAMED: Words = { zh: '服务网络', en: 'the care network' };

/** What kind of rows it is, for people; neutral words for one that this service does not know yet. */
export function kindName(kind: string | undefined): Words {
  return KINDS[kind ?? ''] ?? UNNAMED;
}
