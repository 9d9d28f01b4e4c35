import { getMetadataStorage, IsInt, IsString, MaxLength, MetadataStorage, validateSync } from 'class-validator';
import { rememberRules } from './validator-rules.js';

class Named {
  @IsString() @MaxLength(5) name: string;
}

class Counted extends Named {
  @IsInt() count: number;
  @MaxLength(3) declare name: string;
}

const faultsOf = (object: object) =>
  validateSync(object, { whitelist: true, forbidNonWhitelisted: true }).map(({ property, constraints }) => ({
    property,
    constraints,
  }));

describe('the rules of a class, remembered', () => {
  const wrong = Object.assign(new Counted(), { name: 'too long', more: 1 });
  const before = faultsOf(wrong);
  let asked: jest.SpyInstance;

  beforeAll(() => {
    const storage = getMetadataStorage();
    asked = jest.spyOn(MetadataStorage.prototype, 'groupByPropertyName');
    rememberRules(storage);
  });

  afterAll(() => {
    asked.mockRestore();
    Object.assign(getMetadataStorage(), {
      getTargetValidationMetadatas: MetadataStorage.prototype.getTargetValidationMetadatas,
      groupByPropertyName: MetadataStorage.prototype.groupByPropertyName,
    });
  });

  it('find the same faults, with those of the parent class, however often they are asked', () => {
    expect(before.map(({ property }) => property).sort()).toEqual(['count', 'more', 'name']);
    expect(faultsOf(wrong)).toEqual(before);
    expect(faultsOf(wrong)).toEqual(before);
    expect(faultsOf(Object.assign(new Counted(), { name: 'abc', count: 1 }))).toEqual([]);
  });

  it('are looked up once', () => {
    faultsOf(new Named());
    const lookups = asked.mock.calls.length;
    faultsOf(new Named());
    faultsOf(Object.assign(new Named(), { name: 'Anna' }));
    expect(asked.mock.calls).toHaveLength(lookups);
  });

  it('hold for a class that is defined later', () => {
    class Late extends Counted {
      @IsInt() day: number;
    }
    expect(faultsOf(new Late()).map(({ property }) => property)).toContain('day');
  });

  it('do not take for a class what somebody sent as one', () => {
    const sent = JSON.parse('{"constructor": "Counted", "count": 1}') as object;
    expect(faultsOf(sent)).toEqual([
      { property: undefined, constraints: { unknownValue: expect.any(String) as string } },
    ]);
  });
});
