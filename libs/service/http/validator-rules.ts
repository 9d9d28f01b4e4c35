import { getMetadataStorage } from 'class-validator';

type Storage = ReturnType<typeof getMetadataStorage>;
type Rules = ReturnType<Storage['getTargetValidationMetadatas']>;

/**
 * Lets class-validator look the rules of a class up once. By itself it walks through all classes of the process, twice
 * for every object that it meets, and a form holds a dozen. There is nothing to renew: the rules of a class are complete
 * when its definition ends, and there is no object of it before.
 */
export function rememberRules(storage: Storage = getMetadataStorage()): void {
  const find = storage.getTargetValidationMetadatas.bind(storage);
  const group = storage.groupByPropertyName.bind(storage);
  const found = new WeakMap<object, Map<string, Rules>>();
  const grouped = new WeakMap<Rules, ReturnType<typeof group>>();
  storage.getTargetValidationMetadatas = (target, schema, always, strict, groups) => {
    // What a caller sends as `constructor` is no class, and nothing is kept of it.
    if (typeof target !== 'function' || groups) return find(target, schema, always, strict, groups);
    const known = found.get(target) ?? new Map<string, Rules>();
    const question = `${schema} ${always} ${strict}`;
    const rules = known.get(question) ?? find(target, schema, always, strict);
    found.set(target, known.set(question, rules));
    return rules;
  };
  storage.groupByPropertyName = (rules) => {
    const known = grouped.get(rules) ?? group(rules);
    grouped.set(rules, known);
    return known;
  };
}
