import { checkCharacter, idCardFault, readIdCard } from './identity-card.js';

const TODAY = '2026-03-06';

describe('ID card number (GB 11643-1999, domain §4.8)', () => {
  it.each([
    ['34052419800101001', 'X'],
    ['11010519491231002', 'X'],
    ['44052418800101001', '4'],
    ['99010119800101001', '4'],
    ['99010119800101002', '2'],
    ['99010219580615123', '9'],
    ['99010220100229001', '2'],
  ])('has the check character of %s: %s', (digits, check) => {
    expect(checkCharacter(digits)).toBe(check);
  });

  it.each(['34052419800101001X', '11010519491231002X'])('accepts %s', (idNo) => {
    expect(idCardFault(idNo, TODAY, false)).toBeNull();
  });

  it.each([
    ['a birth year before 1900', '440524188001010014', 'date'],
    ['29 February of a common year', '990102201002290012', 'date'],
    ['a birth date after today', `11010520260307001${checkCharacter('11010520260307001')}`, 'date'],
    ['a wrong check digit', '340524198001010011', 'check-digit'],
    ['fifteen digits', '340524800101001', 'format'],
    ['a small x', '34052419800101001x', 'format'],
    ['a leading zero', '04052419800101001X', 'format'],
    ['a province that does not exist', `16010119800101001${checkCharacter('16010119800101001')}`, 'division'],
  ])('refuses %s', (_, idNo, fault) => {
    expect(idCardFault(idNo, TODAY, true)).toBe(fault);
  });

  it.each(['990101198001010014', '990101198001010022', '990102195806151239'])(
    'takes the made-up person %s only where the demo county was loaded',
    (idNo) => {
      expect(idCardFault(idNo, TODAY, true)).toBeNull();
      expect(idCardFault(idNo, TODAY, false)).toBe('division');
    },
  );

  it('reads division, birth date and sex', () => {
    expect(readIdCard('990101198001010022')).toEqual({ division: '990101', birthDate: '1980-01-01', sexCode: 2 });
    expect(readIdCard('990102195806151239').sexCode).toBe(1);
  });
});
