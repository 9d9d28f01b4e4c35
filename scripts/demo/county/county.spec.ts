import { buildCounties, type County } from './county.js';
import { checkDigit } from './identity.js';
import { SCALES, type Scale } from './plan.js';

const counties = Object.fromEntries(SCALES.map((scale) => [scale, buildCounties(scale)])) as Record<Scale, County[]>;

describe('the demo counties', () => {
  it.each(['tiny', 'small'] as const)('are the same in every run (%s)', (scale) => {
    expect(JSON.stringify(buildCounties(scale))).toBe(JSON.stringify(counties[scale]));
  });

  it('have the figures of the issue in the small scale', () => {
    const [a, b] = counties.small;
    expect(figures(a!)).toEqual({ county: 3, township: 12, village: 60, contracts: 3800 });
    expect(figures(b!)).toEqual({ county: 2, township: 3, village: 15, contracts: 500 });
  });

  it('have the figures of domain §13.2 in the full scale', () => {
    const [a, b] = counties.full;
    expect(figures(a!)).toEqual({ county: 4, township: 28, village: 260, contracts: 190_000 });
    expect(a!.doctors).toHaveLength(1520);
    expect(a!.doctors.filter(({ institution }) => !institution.includes('H'))).toHaveLength(760);
    expect(figures(b!)).toEqual({ county: 4, township: 18, village: 151, contracts: 24_800 });
    expect(b!.doctors.filter(({ institution }) => !institution.includes('H'))).toHaveLength(170);
  });

  it.each(SCALES)('hold only fake persons with valid numbers, each once (%s)', (scale) => {
    const residents = counties[scale].flatMap((county) => county.residents);
    const wrong = residents.filter(
      ({ idNo, birthDate, sexCode, phone, divisionCode }) =>
        !/^9901\d{13}[\dX]$/.test(idNo) ||
        checkDigit(idNo.slice(0, 17)) !== idNo[17] ||
        idNo.slice(6, 14) !== birthDate.replaceAll('-', '') ||
        Number(idNo[16]) % 2 !== Number(sexCode) % 2 ||
        !/^12\d{9}$/.test(phone) ||
        !divisionCode.startsWith(idNo.slice(0, 6)),
    );
    expect(wrong).toEqual([]);
    expect(new Set(residents.map(({ idNo }) => idNo)).size).toBe(residents.length);
  });

  it('give two hospitals of one consortium a cardiology, so that a decline has a next candidate', () => {
    for (const county of counties.small) {
      const cardiology = county.institutions.filter(
        ({ tier, departments }) => tier === 3 && departments.some(({ code }) => code === '03.04'),
      );
      expect(cardiology).toHaveLength(2);
      expect(new Set(cardiology.map(({ consortiumId }) => consortiumId)).size).toBe(1);
    }
  });

  it.each(['tiny', 'small'] as const)('give the demo family doctor more than 500 residents (%s)', (scale) => {
    const [a] = counties[scale];
    expect(a!.teams[0]!.institution).toBe('990101T01');
    expect(a!.contracts.filter(({ teamId }) => teamId === a!.teams[0]!.id).length).toBeGreaterThan(500);
  });
});

describe('an ID card number', () => {
  it.each([
    ['34052419800101001', 'X'],
    ['11010519491231002', 'X'],
    ['99010119800101001', '4'],
    ['99010119800101002', '2'],
    ['99010219580615123', '9'],
  ])('ends with the check digit of GB 11643 (%s)', (first17, digit) => {
    expect(checkDigit(first17)).toBe(digit);
  });
});

function figures(county: County) {
  const ofTier = (tier: number) => county.institutions.filter((institution) => institution.tier === tier).length;
  return {
    county: ofTier(3),
    township: ofTier(2),
    village: ofTier(1),
    contracts: county.contracts.length,
  };
}
