import type { HospitalKind } from './plan.js';

export const COUNTY_NAMES: Record<string, string> = { '990101': '示范县甲', '990102': '示范县乙' };

const FIRST = [
  '青石',
  '白马',
  '龙泉',
  '清溪',
  '双河',
  '石桥',
  '枫林',
  '柳溪',
  '云山',
  '大湾',
  '新塘',
  '南坪',
  '北渡',
  '东湖',
  '西岭',
  '金沙',
  '银杏',
  '桃源',
  '梅岭',
  '竹溪',
];
const COMMUNITIES = [
  '城东',
  '城西',
  '城南',
  '城北',
  '河滨',
  '文昌',
  '朝阳',
  '建设',
  '新华',
  '人民',
  '和平',
  '解放',
  '学府',
];
const VILLAGES = ['上', '下', '前', '后', '大', '小', '新', '老'];
const HAMLETS = [
  '王家',
  '李庄',
  '陈湾',
  '杨树',
  '河口',
  '山前',
  '塘边',
  '桥头',
  '坝上',
  '井坊',
  '梨园',
  '磨坊',
  '柳林',
  '石门',
  '花园',
  '泉眼',
];

export const HOSPITALS: Record<HospitalKind, { readonly zh: string; readonly departments: readonly string[] }> = {
  general: { zh: '人民医院', departments: ['03.04', '03.01', '03.02', '03.03', '03.06', '03.07', '04', '05', '07'] },
  tcm: { zh: '中医院', departments: ['03.04', '03.03', '03.07', '21', '50'] },
  mch: { zh: '妇幼保健院', departments: ['05', '05.02', '07', '07.01'] },
  private: { zh: '仁和医院', departments: ['03.04', '04'] },
};

export const DEPARTMENT_NAMES: Record<string, string> = {
  '02': '全科医疗科',
  '03': '内科',
  '03.01': '呼吸内科',
  '03.02': '消化内科',
  '03.03': '神经内科',
  '03.04': '心血管内科',
  '03.06': '肾内科',
  '03.07': '内分泌科',
  '04': '外科',
  '05': '妇产科',
  '05.02': '产科',
  '07': '儿科',
  '07.01': '新生儿科',
  '21': '康复医学科',
  '50': '中医科',
};

export const EXAMS: Record<HospitalKind, readonly string[]> = {
  general: ['ct', 'mri', 'echo', 'gastroscopy'],
  tcm: ['ct', 'echo'],
  mch: ['obstetric-ultrasound'],
  private: ['ct'],
};

export const WARDS: Record<HospitalKind, readonly string[]> = {
  general: ['03.04', '03.03', '04', '05', '07'],
  tcm: ['03.04', '50'],
  mch: ['05.02', '07.01'],
  private: ['04'],
};

export const townName = (nth: number): string => `${FIRST[nth % FIRST.length]}镇`;
export const communityName = (nth: number): string => `${COMMUNITIES[nth % COMMUNITIES.length]}社区`;
export const villageName = (nth: number): string =>
  `${VILLAGES[Math.floor(nth / HAMLETS.length) % VILLAGES.length]}${HAMLETS[nth % HAMLETS.length]}村`;
