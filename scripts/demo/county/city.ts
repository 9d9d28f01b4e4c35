import type { Account } from './accounts.js';
import { idOf } from './ids.js';
import type { Name } from './names.js';

/** The city above both counties: a tier-4 hospital that leads the city group (domain §2.1). */
export const CITY = {
  county: '990100',
  name: { zh: '示范市', en: 'Demo City' } satisfies Name,
  hospital: '990100C01',
  hospitalName: { zh: '示范市第一人民医院', en: "First People's Hospital of Demo City" } satisfies Name,
  groupId: idOf('consortium', '990100:1'),
  groupName: { zh: '示范市城市医疗集团', en: 'Demo City medical group' } satisfies Name,
  /** What the counties' hospitals send there. */
  departments: ['03.03', '03.04', '04', '05', '07.01'],
} as const;

/** The accounts of the city: whoever receives at its hospital, and its authority. */
export function cityAccounts(): Account[] {
  const at = { county: CITY.county, institution: CITY.hospital };
  const titled = (zh: string, en: string) => ({
    name: zh,
    zh: `${CITY.hospitalName.zh} ${zh}`,
    en: `${en}, ${CITY.hospitalName.en}`,
  });
  const account = (name: string) => ({ account: name, practitioner: idOf('office', `${CITY.county}:${name}`) });
  return [
    {
      ...account('referral-desk-city'),
      ...titled('转诊中心', 'Referral desk'),
      ...at,
      roles: ['referral-desk'],
      departments: [],
    },
    {
      ...account('hospital-doctor-city'),
      ...titled('心内科医生', 'Hospital doctor (cardiology)'),
      ...at,
      roles: ['hospital-doctor'],
      departments: ['03.04'],
    },
    {
      ...account('his-adapter-city'),
      ...titled('医院信息系统', "Hospital's information system"),
      ...at,
      roles: ['his-adapter'],
      departments: [],
    },
    {
      ...account('county-health-authority-city'),
      name: '卫生健康委',
      zh: `${CITY.name.zh} 卫生健康委`,
      en: `Health authority, ${CITY.name.en}`,
      county: CITY.county,
      institution: '*',
      roles: ['county-health-authority'],
      departments: [],
    },
  ];
}
