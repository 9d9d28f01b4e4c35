import type { HospitalKind } from './plan.js';

/** A name for people: Chinese, and English beside it. */
export interface Name {
  readonly zh: string;
  readonly en: string;
}

export const COUNTY_NAMES: Record<string, Name> = {
  '990101': { zh: '示范县甲', en: 'Demo County A' },
  '990102': { zh: '示范县乙', en: 'Demo County B' },
};

export const HOSPITAL_NAMES: Record<HospitalKind, Name> = {
  general: { zh: '人民医院', en: "People's Hospital" },
  tcm: { zh: '中医院', en: 'Hospital of Chinese Medicine' },
  mch: { zh: '妇幼保健院', en: 'Maternal and Child Hospital' },
  private: { zh: '仁和医院', en: 'Renhe Hospital' },
};

const TOWNS =
  '青石 Qingshi 白马 Baima 龙泉 Longquan 清溪 Qingxi 双河 Shuanghe 石桥 Shiqiao 枫林 Fenglin 柳溪 Liuxi 云山 Yunshan 大湾 Dawan 新塘 Xintang 南坪 Nanping 北渡 Beidu 东湖 Donghu 西岭 Xiling 金沙 Jinsha 银杏 Yinxing 桃源 Taoyuan';
const COMMUNITIES =
  '城东 Chengdong 城西 Chengxi 城南 Chengnan 城北 Chengbei 河滨 Hebin 文昌 Wenchang 朝阳 Chaoyang 建设 Jianshe 新华 Xinhua 人民 Renmin 和平 Heping 解放 Jiefang 学府 Xuefu';
const HAMLETS =
  '王家 Wangjia 李庄 Lizhuang 陈湾 Chenwan 杨树 Yangshu 河口 Hekou 山前 Shanqian 塘边 Tangbian 桥头 Qiaotou 坝上 Bashang 井坊 Jingfang 梨园 Liyuan 磨坊 Mofang 柳林 Liulin 石门 Shimen 花园 Huayuan 泉眼 Quanyan';
const SIDES = '上 Upper 下 Lower 前 Front 后 Back 大 Great 小 Little 新 New 老 Old';

export const townName = (nth: number): Name => nthOf(TOWNS, nth);
export const communityName = (nth: number): Name => nthOf(COMMUNITIES, nth);

export function villageName(nth: number): Name {
  const hamlet = nthOf(HAMLETS, nth);
  const side = nthOf(SIDES, Math.floor(nth / pairs(HAMLETS)));
  return { zh: `${side.zh}${hamlet.zh}村`, en: `${side.en} ${hamlet.en}` };
}

const pairs = (list: string): number => list.split(' ').length / 2;

function nthOf(list: string, nth: number): Name {
  const words = list.split(' ');
  const i = 2 * (nth % pairs(list));
  return { zh: words[i]!, en: words[i + 1]! };
}
