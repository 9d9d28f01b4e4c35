/** What is read of one validator of class-validator. */
export interface Rule {
  propertyName: string;
  name?: string;
  type: string;
  each: boolean;
  constraints?: unknown[];
}

export type Schema = Record<string, unknown>;

/** What a validator says in the words of JSON Schema, by its name in class-validator. */
const BY_RULE: Record<string, (first: unknown) => Schema> = {
  isString: () => ({ type: 'string' }),
  isBoolean: () => ({ type: 'boolean' }),
  isInt: () => ({ type: 'integer' }),
  isNumber: () => ({ type: 'number' }),
  isUuid: () => ({ type: 'string', format: 'uuid' }),
  isIso8601: () => ({ type: 'string', format: 'date-time' }),
  isDateString: () => ({ type: 'string', format: 'date-time' }),
  isIn: (values) => ({ type: typeOf(values), enum: [...(values as readonly unknown[])] }),
  isEnum: (values) => ({ type: 'string', enum: Object.values(values as object) }),
  matches: (pattern) => ({ type: 'string', pattern: (pattern as RegExp).source }),
  min: (minimum) => ({ minimum }),
  max: (maximum) => ({ maximum }),
  minLength: (minLength) => ({ type: 'string', minLength }),
  maxLength: (maxLength) => ({ type: 'string', maxLength }),
  isNotEmpty: () => ({ minLength: 1 }),
  isObject: () => ({ type: 'object', additionalProperties: true }),
};

const BY_ARRAY_RULE: Record<string, (first: unknown) => Schema> = {
  arrayMinSize: (minItems) => ({ minItems }),
  arrayMaxSize: (maxItems) => ({ maxItems }),
  arrayUnique: () => ({ uniqueItems: true }),
};

const BY_DESIGN_TYPE = new Map<unknown, Schema>([
  [String, { type: 'string' }],
  [Number, { type: 'number' }],
  [Boolean, { type: 'boolean' }],
  [Date, { type: 'string', format: 'date-time' }],
]);

/** The schema of a property that is no nested class. */
export function schemaOf(rules: readonly Rule[], designType: unknown, isArray: boolean): Schema {
  const item: Schema = { ...(isArray ? {} : BY_DESIGN_TYPE.get(designType)), ...merged(rules, BY_RULE) };
  if (item.type === undefined) Object.assign(item, { type: 'object', additionalProperties: true });
  return isArray ? { type: 'array', items: item, ...merged(rules, BY_ARRAY_RULE) } : item;
}

function merged(rules: readonly Rule[], words: typeof BY_RULE): Schema {
  return Object.assign({}, ...rules.map((rule) => words[rule.name ?? '']?.(rule.constraints?.[0])));
}

function typeOf(values: unknown): string {
  return (values as readonly unknown[]).every((value) => typeof value === 'number') ? 'number' : 'string';
}
